#include "indexer/schema/meta.h"

#include <nlohmann/json.hpp>

#include "indexer/schema/bytes.h"
#include "indexer/schema/index_schema.h"

namespace gp {

std::uint32_t stem_mark(std::string_view stem_tag, std::string_view stem) {
  // FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/): short keys, no table, the same on every machine.
  std::uint32_t hash = 2166136261U;
  const auto mix = [&hash](std::string_view part) {
    for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  };
  mix(stem_tag);
  mix(":");
  mix(stem);
  return hash;
}

std::uint32_t word_mark(std::string_view word) {
  return stem_mark({}, word);
}

std::string encode_meta(const Meta& meta) {
  nlohmann::json withdrawn = nlohmann::json::array();
  for (const Withdrawn& one : meta.withdrawn) withdrawn.push_back({{"id", one.id}, {"reason", one.reason}});
  const nlohmann::json json = {{"generation", meta.generation},         {"created", meta.created},
                               {"corpus_digest", meta.corpus_digest},   {"vocabulary_digest", meta.vocabulary_digest},
                               {"lexicon_digest", meta.lexicon_digest}, {"analysis_version", meta.analysis_version},
                               {"practices", meta.practices},           {"languages", meta.languages},
                               {"stem_tags", meta.stem_tags},           {"withdrawn", withdrawn},
                               {"staging_seal", meta.staging_seal}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Meta decode_meta(std::string_view bytes) {
  try {
    const nlohmann::json json = nlohmann::json::parse(bytes);
    Meta meta;
    json.at("generation").get_to(meta.generation);
    json.at("created").get_to(meta.created);
    json.at("corpus_digest").get_to(meta.corpus_digest);
    json.at("vocabulary_digest").get_to(meta.vocabulary_digest);
    json.at("lexicon_digest").get_to(meta.lexicon_digest);
    json.at("analysis_version").get_to(meta.analysis_version);
    json.at("practices").get_to(meta.practices);
    json.at("languages").get_to(meta.languages);
    json.at("stem_tags").get_to(meta.stem_tags);
    json.at("staging_seal").get_to(meta.staging_seal);
    for (const nlohmann::json& one : json.at("withdrawn")) {
      meta.withdrawn.push_back({.id = one.at("id"), .reason = one.at("reason")});
    }
    return meta;
  } catch (const nlohmann::json::exception& error) {
    throw CorruptIndex(std::string("the index does not describe itself: ") + error.what());
  }
}

std::string encode_cases(const std::vector<CaseEntry>& cases) {
  ByteWriter out;
  out.number(static_cast<std::uint32_t>(cases.size()));
  for (const CaseEntry& entry : cases) {
    out.text(entry.id);
    out.text(entry.digest);
    out.text(entry.file);
    out.number(entry.document);
    out.number(static_cast<std::uint32_t>(entry.status));
    out.text(entry.reason);
    out.number(static_cast<std::uint32_t>(entry.related.size()));
    for (const std::string& id : entry.related) out.text(id);
  }
  return out.take();
}

std::vector<CaseEntry> decode_cases(std::string_view bytes) {
  ByteReader in(bytes);
  std::vector<CaseEntry> cases;
  const std::uint32_t count = in.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < count; ++i) {
    CaseEntry& entry = cases.emplace_back();
    entry.id = in.text();
    entry.digest = in.text();
    entry.file = in.text();
    entry.document = in.number<std::uint32_t>();
    entry.status = static_cast<Status>(in.number<std::uint32_t>());
    entry.reason = in.text();
    const std::uint32_t related = in.number<std::uint32_t>();
    for (std::uint32_t r = 0; r < related; ++r) entry.related.emplace_back(in.text());
  }
  return cases;
}

std::vector<WordEntry> word_list(const Postings& words) {
  std::vector<WordEntry> list;
  list.reserve(words.terms());
  for (std::size_t number = 0; number < words.terms(); ++number) {
    if (is_word_term(words.term(number))) {
      list.push_back({.word = words.term(number), .practices = words.documents(number)});
    }
  }
  return list;
}

}  // namespace gp
