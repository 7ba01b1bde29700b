#include "searchd/http/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace gp {
namespace {

std::string brotli(std::string_view body, Effort effort) {
  std::size_t size = BrotliEncoderMaxCompressedSize(body.size());
  std::string out(size, '\0');
  const int quality = effort == Effort::kBest ? BROTLI_MAX_QUALITY : 5;
  if (BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, body.size(),
                            reinterpret_cast<const std::uint8_t*>(body.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE) {
    throw std::runtime_error("brotli failed");
  }
  out.resize(size);
  out.shrink_to_fit();
  return out;
}

std::string gzip(std::string_view body, Effort effort) {
  constexpr int kGzipWindow = 15 + 16;  // zlib's largest window, with a gzip header
  constexpr int kMemory = 8;
  z_stream stream{};
  if (deflateInit2(&stream, effort == Effort::kBest ? Z_BEST_COMPRESSION : 5, Z_DEFLATED, kGzipWindow, kMemory,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib failed");
  }
  std::string out(deflateBound(&stream, body.size()), '\0');
  // zlib only reads; its type is older than const. Bodies are far below its limit of 4 GiB.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  out.shrink_to_fit();
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib failed");
  return out;
}

}  // namespace

bool is_compressible(std::string_view media_type) {
  constexpr std::array<std::string_view, 5> kTexts = {"application/json", "application/javascript",
                                                      "application/manifest+json", "image/svg+xml", "application/xml"};
  const std::string_view type = media_type.substr(0, std::min(media_type.find(';'), media_type.size()));
  return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") ||
         std::ranges::find(kTexts, type) != kTexts.end();
}

std::string compress(std::string_view body, Coding coding, Effort effort) {
  switch (coding) {
    case Coding::kBrotli:
      return brotli(body, effort);
    case Coding::kGzip:
      return gzip(body, effort);
    case Coding::kIdentity:
      break;
  }
  return std::string(body);
}

}  // namespace gp
