// The files of searchd/deploy against the code and each other: flags, addresses, folders and limits. What the programs
// they are for say of them is tests/audit/proxies.sh's business.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "searchd/http/access_log.h"
#include "searchd/http/connections.h"
#include "searchd/http/security.h"

namespace gp {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::Gt;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Lt;
using testing::Not;
using testing::SizeIs;

constexpr std::size_t kKibi = 1024;

std::string read(const std::string& path) {
  std::ifstream in(fs::path(GP_SOURCE_DIR) / path);
  EXPECT_TRUE(in.is_open()) << path << " is missing";
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Without comments, and with continued lines as one.
std::string deployed(const std::string& name) {
  const std::string text = std::regex_replace(read("searchd/deploy/" + name), std::regex("\\\\\n\\s*"), " ");
  return std::regex_replace(text, std::regex("(^|\n)\\s*#[^\n]*"), "");
}

// The first group of each match.
std::vector<std::string> all_matches(const std::string& text, const std::string& pattern) {
  std::vector<std::string> found;
  const std::regex expression(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) found.push_back((*it)[1]);
  return found;
}

std::string only_match(const std::string& text, const std::string& pattern) {
  const std::vector<std::string> found = all_matches(text, pattern);
  EXPECT_THAT(found, SizeIs(1)) << pattern;
  return found.empty() ? "" : found.front();
}

std::size_t number(const std::string& text, const std::string& pattern) {
  const std::string digits = only_match(text, pattern);
  return digits.empty() ? 0 : std::stoul(digits);
}

std::string start_command(const std::string& unit) {
  return only_match(deployed(unit), "ExecStart=([^\n]*)");
}

TEST(Deployment, EveryFileIsInItsReadme) {
  const std::string readme = read("searchd/deploy/README.md");
  for (const auto& entry : fs::directory_iterator(fs::path(GP_SOURCE_DIR) / "searchd/deploy")) {
    const std::string name = entry.path().filename().string();
    if (name == "README.md") continue;
    EXPECT_THAT(readme, HasSubstr("| `" + name + "` |"));
  }
}

TEST(Deployment, EveryFlagOfAUnitIsOneOfItsProgram) {
  for (const std::string program : {"searchd", "indexer"}) {
    const std::string command = start_command(program + ".service");
    EXPECT_THAT(command, HasSubstr("/usr/local/bin/" + program + " "));
    const std::vector<std::string> flags = all_matches(command, "(--[a-z][a-z-]*)");
    EXPECT_THAT(flags, SizeIs(Gt(2U)));
    const std::vector<std::string> known = all_matches(read(program + "/main.cc"), "\"(--[a-z][a-z-]*)\"");
    EXPECT_THAT(known, IsSupersetOf(flags)) << program;
  }
}

TEST(Deployment, BothUnitsMeanTheSameIndex) {
  const std::string folder = only_match(start_command("searchd.service"), "--index (\\S+)");
  EXPECT_EQ(only_match(start_command("indexer.service"), "--index (\\S+)"), folder);
  // The unit's own folders are writable to it, and made by systemd.
  const std::string state = only_match(deployed("indexer.service"), "StateDirectory=(\\S+)");
  EXPECT_TRUE(folder.starts_with("/var/lib/" + state + "/")) << folder;
  const std::string cache = only_match(deployed("indexer.service"), "CacheDirectory=(\\S+)");
  EXPECT_THAT(start_command("indexer.service"), HasSubstr(" --dictionary-cache /var/cache/" + cache + "/"));
  EXPECT_THAT(start_command("indexer.service"),
              HasSubstr(" --corpus " + only_match(deployed("indexer.service"), "ReadOnlyPaths=(\\S+)")));
}

TEST(Deployment, UnitsHoldNoPrivilegeAndNoWritableSystem) {
  for (const char* unit : {"searchd.service", "indexer.service"}) {
    const std::string text = deployed(unit);
    EXPECT_THAT(text, HasSubstr("\nCapabilityBoundingSet=\n")) << unit;
    EXPECT_THAT(text, HasSubstr("\nSystemCallFilter=@system-service\n")) << unit;
    EXPECT_TRUE(text.find("\nDynamicUser=yes\n") != std::string::npos ||
                text.find("\nProtectSystem=strict\n") != std::string::npos)
        << unit;
  }
  EXPECT_THAT(deployed("searchd.service"), Not(HasSubstr("\nReadWritePaths=")));
  const std::string user = only_match(deployed("indexer.service"), "\nUser=(\\S+)");
  EXPECT_EQ(only_match(deployed("good-practice.sysusers"), "(?:^|\n)u (\\S+)"), user);
}

TEST(Deployment, ProxiesAskTheDaemonWhereItListens) {
  const std::string command = start_command("searchd.service");
  const std::string listen = only_match(command, "--listen (\\S+)");
  EXPECT_EQ(only_match(deployed("nginx.conf"), "\n\\s*server (\\S+:[0-9]+)"), listen);
  EXPECT_EQ(only_match(deployed("Caddyfile"), "reverse_proxy (\\S+)"), listen);
  EXPECT_THAT(deployed("searchd.service"), HasSubstr("\nSocketBindAllow=tcp:" + listen.substr(listen.find(':') + 1)));
  // They are on the same machine, so this is their address too.
  EXPECT_EQ(only_match(command, "--trusted-proxy (\\S+)"), listen.substr(0, listen.find(':')));
}

TEST(Deployment, SiteHasOneName) {
  const std::string name = only_match(start_command("searchd.service"), "--base-url https://(\\S+)");
  EXPECT_THAT(all_matches(deployed("nginx.conf"), "server_name ([^;]+);"), ElementsAre(name, name));
  EXPECT_THAT(all_matches(deployed("nginx.conf"), "return 301 https://([^$]+)"), ElementsAre(name));
  EXPECT_THAT(deployed("Caddyfile"), HasSubstr("\n" + name + " {"));
}

// Or it is their refusal that a reader gets, and not the daemon's in her language.
TEST(Deployment, LimitsOfProxiesLieAboveThoseOfTheDaemon) {
  const ConnectionLimits limits;
  const std::string nginx = deployed("nginx.conf");
  const std::string caddy = deployed("Caddyfile");
  const std::size_t buffers = number(nginx, "large_client_header_buffers ([0-9]+) ");
  const std::size_t buffer = number(nginx, "large_client_header_buffers [0-9]+ ([0-9]+)k;") * kKibi;
  EXPECT_GT(buffer, limits.head.request_line);
  EXPECT_GT(buffers * buffer, limits.head.request_line + limits.head.field_bytes);
  EXPECT_GE(number(caddy, "max_header_size ([0-9]+)KB") * 1000, limits.head.request_line + limits.head.field_bytes);
  EXPECT_GE(number(nginx, "client_max_body_size ([0-9]+)k;") * kKibi, limits.head.body);
  EXPECT_GE(number(nginx, "proxy_read_timeout ([0-9]+)s;"), limits.write_time / std::chrono::seconds(1));
  EXPECT_GE(number(caddy, "response_header_timeout ([0-9]+)s"), limits.write_time / std::chrono::seconds(1));
}

// Or a request meets a connection that is being closed.
TEST(Deployment, ProxiesLetGoOfAConnectionBeforeTheDaemonDoes) {
  const ConnectionLimits limits;
  const std::string nginx = deployed("nginx.conf");
  const auto idle = static_cast<std::size_t>(limits.idle_time / std::chrono::seconds(1));
  const std::string upstream = nginx.substr(nginx.find("upstream"), nginx.find('}') - nginx.find("upstream"));
  EXPECT_THAT(number(upstream, "keepalive_timeout ([0-9]+)s;"), AllOf(Gt(0U), Lt(idle)));
  EXPECT_THAT(number(upstream, "keepalive_requests ([0-9]+);"), AllOf(Gt(0U), Lt(limits.requests)));
  EXPECT_THAT(number(deployed("Caddyfile"), "keepalive ([0-9]+)s"), AllOf(Gt(0U), Lt(idle)));
  EXPECT_THAT(number(upstream, "keepalive ([0-9]+);"), Lt(limits.per_address));
  EXPECT_THAT(number(deployed("Caddyfile"), "keepalive_idle_conns ([0-9]+)"), Lt(limits.per_address));
}

TEST(Deployment, UnitLeavesRoomForEveryConnection) {
  constexpr std::size_t kBeside = 256;  // as main.cc keeps
  EXPECT_GE(number(deployed("searchd.service"), "LimitNOFILE=([0-9]+)"), ConnectionLimits().connections + kBeside);
  constexpr std::size_t kThreadsBeside = 16;  // of connections, log, watcher, libraries
  EXPECT_GE(number(deployed("searchd.service"), "TasksMax=([0-9]+)"), ConnectionLimits().running + kThreadsBeside);
}

TEST(Deployment, NoProxySetsAHeaderThatTheDaemonSets) {
  Response response;
  add_security_headers(response, true);
  std::set<std::string> own = {"ETag", "Vary", "Content-Encoding", "Content-Language"};
  for (const auto& [name, value] : response.headers) own.insert(name);
  std::set<std::string> added;
  for (const std::string& name : all_matches(deployed("nginx.conf"), "add_header (\\S+)")) added.insert(name);
  for (const std::string& name : all_matches(deployed("Caddyfile"), "\n\\s*header ([A-Za-z-]+)")) added.insert(name);
  EXPECT_THAT(added, SizeIs(Gt(0U)));
  for (const std::string& name : added) EXPECT_FALSE(own.contains(name)) << name;
}

TEST(Deployment, NoProxyKeepsALogOfWhoReadWhat) {
  const std::string nginx = deployed("nginx.conf");
  EXPECT_THAT(all_matches(nginx, "access_log ([^;]+);"), ElementsAre("off", "off"));
  EXPECT_THAT(all_matches(nginx, "error_log \\S+ ([a-z]+);"), ElementsAre("crit"));
  EXPECT_THAT(deployed("Caddyfile"), HasSubstr("exclude http.log.access http.log.error"));
}

TEST(Deployment, EveryFieldOfTheLogIsInTheReadmeOfTheDaemon) {
  Access access;
  access.method = "GET";
  access.target = "/search";
  access.complete = false;
  const std::string readme = read("searchd/README.md");
  const std::vector<std::string> fields = all_matches(access_line(access, "2026-11-22T21:15:50.779Z"), "\"([a-z]+)\":");
  EXPECT_THAT(fields, SizeIs(8));
  for (const std::string& field : fields) EXPECT_THAT(readme, HasSubstr("| `" + field + "` |"));
}

}  // namespace
}  // namespace gp
