#include "searchd/http/compress.h"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <random>

namespace gp {
namespace {

std::string decompress(const std::string& data, Coding coding, std::size_t size) {
  std::string out(size + 1, '\0');
  if (coding == Coding::kBrotli) {
    std::size_t written = out.size();
    EXPECT_EQ(BrotliDecoderDecompress(data.size(), reinterpret_cast<const std::uint8_t*>(data.data()), &written,
                                      reinterpret_cast<std::uint8_t*>(out.data())),
              BROTLI_DECODER_RESULT_SUCCESS);
    out.resize(written);
  } else {
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
  }
  return out;
}

TEST(CompressTest, ComesBackAsItWas) {
  std::mt19937 random(3);
  std::string noise;
  for (int i = 0; i < 100'000; ++i) noise += static_cast<char>(random());
  for (const std::string& body : {std::string(), std::string("a"), std::string(100'000, 'x'), noise}) {
    for (const Coding coding : {Coding::kBrotli, Coding::kGzip}) {
      for (const Effort effort : {Effort::kFast, Effort::kBest}) {
        EXPECT_EQ(decompress(compress(body, coding, effort), coding, body.size()), body);
      }
    }
  }
}

TEST(CompressTest, IdentityIsIdentity) {
  EXPECT_EQ(compress("abc", Coding::kIdentity, Effort::kFast), "abc");
}

TEST(CompressTest, TextIsCompressibleWhateverItsParameters) {
  for (const char* type : {"text/html; charset=utf-8", "text/css", "application/json", "application/problem+json",
                           "application/json; charset=utf-8", "application/atom+xml", "image/svg+xml"}) {
    EXPECT_TRUE(is_compressible(type)) << type;
  }
  for (const char* type : {"image/png", "font/woff2", "application/octet-stream", ""}) {
    EXPECT_FALSE(is_compressible(type)) << type;
  }
}

}  // namespace
}  // namespace gp
