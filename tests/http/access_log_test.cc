#include "searchd/http/access_log.h"

#include <gtest/gtest.h>

namespace gp {
namespace {

TEST(AccessLogTest, AddressesAreTruncated) {
  EXPECT_EQ(truncated_address("192.0.2.77"), "192.0.2.0");
  EXPECT_EQ(truncated_address("2001:db8:1:2:3:4:5:6"), "2001:db8:1::");
  EXPECT_EQ(truncated_address("::1"), "::");
  EXPECT_EQ(truncated_address(""), "");
  EXPECT_EQ(truncated_address("nonsense"), "");
}

TEST(AccessLogTest, LineHasNoQueryAndNoWholeAddress) {
  const ClientInfo client{"192.0.2.77"};
  Access access;
  access.method = "GET";
  access.target = "/search?q=personal";
  access.status = 200;
  access.bytes = 123;
  access.seconds = 0.0012345;
  access.client = &client;
  EXPECT_EQ(access_line(access, "T"),
            R"({"time":"T","method":"GET","path":"/search","status":200,"bytes":123,"ms":1.234,"client":"192.0.2.0"})");
}

TEST(AccessLogTest, NothingASenderWritesLeavesItsString) {
  Access access;
  access.method = "G\"T";
  access.target = "/\"},{\"x\":\"\\\n\r\x1b[31m\xc3\xa9";
  access.status = 400;
  EXPECT_EQ(access_line(access, "T"),
            R"({"time":"T","method":"G\"T","path":"/\"},{\"x\":\"\\\u000a\u000d\u001b[31m\u00c3\u00a9",)"
            R"("status":400,"bytes":0,"ms":0.000,"client":""})");
}

TEST(AccessLogTest, LongPathIsCut) {
  Access access;
  const std::string target(10'000, 'a');
  access.target = target;
  EXPECT_LT(access_line(access, "T").size(), 500U);
}

TEST(AccessLogTest, CutAnswerIsMarked) {
  Access access;
  access.complete = false;
  EXPECT_NE(access_line(access, "T").find("\"cut\":true"), std::string::npos);
}

TEST(AccessLogTest, WritesOneLineForEach) {
  testing::internal::CaptureStderr();
  {
    AccessLog log;
    log.write(Access{});
    log.write(Access{});
    log.say("error", "a \"quoted\"\nsentence");
  }
  const std::string written = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(written.begin(), written.end(), '\n'), 3);
  EXPECT_NE(written.find(R"("message":"a \"quoted\"\u000asentence"})"), std::string::npos) << written;
}

}  // namespace
}  // namespace gp
