#include "indexer/schema/record.h"

namespace gp {
namespace {

void encode(ByteWriter& out, const MarkedText& text) {
  out.text(text.text);
  out.array(text.marks);
}

MarkedText decode_text(ByteReader& in) {
  const std::string_view text = in.text();
  return {text, in.array<TokenMark>()};
}

}  // namespace

std::string encode_record(const Record& record) {
  ByteWriter out;
  out.text(record.practice_json);
  out.text(record.original_language);
  out.text(record.columns_row);
  out.number(static_cast<std::uint32_t>(record.texts.size()));
  for (const TextRecord& text : record.texts) {
    out.text(text.lang);
    out.text(text.stem_tag);
    encode(out, text.title);
    encode(out, text.summary);
    encode(out, text.body);
  }
  return out.take();
}

Record decode_record(std::string_view bytes) {
  ByteReader in(bytes);
  Record record;
  record.practice_json = in.text();
  record.original_language = in.text();
  record.columns_row = in.text();
  const std::uint32_t texts = in.number<std::uint32_t>();
  record.texts.reserve(std::min<std::size_t>(texts, 64));
  for (std::uint32_t i = 0; i < texts; ++i) {
    TextRecord text;
    text.lang = in.text();
    text.stem_tag = in.text();
    text.title = decode_text(in);
    text.summary = decode_text(in);
    text.body = decode_text(in);
    record.texts.push_back(text);
  }
  return record;
}

}  // namespace gp
