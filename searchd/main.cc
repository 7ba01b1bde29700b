// searchd: serves an index. Flags, the objects, run, exit status:
//   0 done · 2 wrong usage · 3 the environment failed (no index, port taken, ...), in one sentence on standard error.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "searchd/http/access_log.h"
#include "searchd/http/map_handlers.h"
#include "searchd/http/metrics.h"
#include "searchd/http/routes.h"
#include "searchd/http/server.h"
#include "searchd/http/site.h"
#include "searchd/http/static_files.h"
#include "searchd/render/page.h"
#include "searchd/search/live_index.h"
#include "searchd/search/searcher.h"

namespace {

constexpr int kDone = 0;
constexpr int kWrongUsage = 2;
constexpr int kEnvironmentFailed = 3;
constexpr std::chrono::seconds kDrainTime{5};

struct Flags {
  std::string index{};
  std::string listen = "127.0.0.1:8080";
  std::string base_url{};
  std::string contact{};
  std::string web{};
  unsigned rate = gp::ConnectionLimits{}.rate;
  std::vector<std::string> trusted_proxies{};
  std::size_t cache_mib = gp::SiteOptions{}.cache_bytes >> 20;
};

struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:0".
void parse_listen(const std::string& text, gp::ServerOptions& options) {
  const std::size_t colon = text.rfind(':');
  std::string address = text.substr(0, colon);
  const bool bracketed = address.size() > 2 && address.front() == '[' && address.back() == ']';
  if (bracketed) address = address.substr(1, address.size() - 2);
  int port = -1;
  const char* const end = text.data() + text.size();
  if (colon == std::string::npos || address.empty() || (address.find(':') != std::string::npos && !bracketed) ||
      std::from_chars(text.data() + colon + 1, end, port).ptr != end || port < 0 || port > 65535) {
    throw UsageError("--listen: '" + text + "' is not ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080");
  }
  options.address = address;
  options.port = port;
}

std::string parse_base_url(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  const bool web = url.starts_with("http://") || url.starts_with("https://");
  const std::size_t authority = url.find("//") + 2;
  if (!web || authority >= url.size() || url.find_first_of(" \"'<>\\/?#", authority) != std::string::npos) {
    throw UsageError("--base-url: '" + url + "' is not an address such as https://practices.example.org");
  }
  return url;
}

// An e-mail address or a web address: what a link can lead to.
std::string parse_contact(const std::string& contact) {
  const bool web = contact.starts_with("http://") || contact.starts_with("https://");
  const bool mail = contact.find('@') != std::string::npos && contact.find_first_of(" <>\"'?&:/") == std::string::npos;
  if (!contact.empty() && !web && !mail) {
    throw UsageError("--contact: '" + contact + "' is neither an e-mail address nor a web address");
  }
  return contact;
}

std::vector<gp::Network> parse_proxies(const std::vector<std::string>& given) {
  std::vector<gp::Network> proxies;
  for (const std::string& text : given) {
    const auto network = gp::parse_network(text);
    if (!network) {
      throw UsageError("--trusted-proxy: '" + text +
                       "' is neither an address nor a network such as 10.0.0.0/8 or fd00::/8, zeros after its prefix");
    }
    proxies.push_back(*network);
  }
  return proxies;
}

// The folder given; otherwise ./web, or the one of the source tree this program was built in.
std::string web_folder(const std::string& given) {
  namespace fs = std::filesystem;
  if (!given.empty()) return given;
  if (fs::exists("web/templates")) return "web";
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return (program.parent_path() / "../../web").lexically_normal().string();
}

// As many descriptors as the system allows, and no more connections than that leaves room for.
void fit_to_descriptors(gp::ConnectionLimits& limits) {
  constexpr rlim_t kBeside = 256;  // the index, and connections that are being refused
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  const rlim_t room = limit.rlim_cur > 2 * kBeside ? limit.rlim_cur - kBeside : kBeside;
  limits.connections = std::min<std::size_t>(limits.connections, room);
}

// The first signal drains, the second (or five seconds) ends it.
void serve_until_signal(gp::Server& server, const sigset_t& signals) {
  int signal = 0;
  ::sigwait(&signals, &signal);
  server.drain();
  const auto deadline = std::chrono::steady_clock::now() + kDrainTime;
  while (!server.drained() && std::chrono::steady_clock::now() < deadline) {
    const timespec moment{0, 20'000'000};
    if (::sigtimedwait(&signals, nullptr, &moment) > 0) return;
  }
}

int run(const Flags& flags) {
  gp::ServerOptions options;
  parse_listen(flags.listen, options);
  gp::SiteOptions site_options;
  if (!flags.base_url.empty()) site_options.base_url = parse_base_url(flags.base_url);
  site_options.cache_bytes = flags.cache_mib << 20;
  options.https = site_options.base_url.starts_with("https://");
  options.limits.rate = flags.rate;
  options.limits.uncounted = gp::is_light;
  options.limits.trusted_proxies = parse_proxies(flags.trusted_proxies);

  // Before any thread, so that all threads leave these signals to this one.
  sigset_t signals{};
  ::sigemptyset(&signals);
  ::sigaddset(&signals, SIGTERM);
  ::sigaddset(&signals, SIGINT);
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  fit_to_descriptors(options.limits);

  gp::Server server(options);
  if (site_options.base_url.empty()) site_options.base_url = server.url();
  gp::AccessLog log;
  gp::Metrics metrics;
  site_options.report = [&log](const std::string& sentence) { log.say("error", sentence); };
  // The index opens while the pages get ready.
  std::future<std::unique_ptr<const gp::LiveIndex>> opening = std::async(std::launch::async, [&flags, &log] {
    return std::make_unique<const gp::LiveIndex>(
        flags.index, [&log](bool good, const std::string& sentence) { log.say(good ? "info" : "error", sentence); });
  });
  const std::string web = web_folder(flags.web);
  gp::StaticFiles files(web);
  const gp::PageRenderer pages(
      web, [&files](const std::string& name) { return files.url(name); }, parse_contact(flags.contact));
  gp::add_base_map(files, pages, web);
  const std::unique_ptr<const gp::LiveIndex> index = opening.get();
  const gp::Site site(*index, pages, files, metrics, site_options);
  server.start([&site](const gp::Request& request, const gp::ClientInfo&) { return site.handle(request); },
               [&](const gp::Access& access) {
                 log.write(access);
                 metrics.sent(access.bytes);
                 metrics.connections(server.open_connections());
                 if (access.refused) metrics.refused(access.status);
               },
               [&site](const gp::Request& request, const gp::Refusal& refusal) {
                 return site.refuse(request, refusal.status, refusal.sentence);
               });
  std::printf("listening on %s\n", server.url().c_str());
  std::fflush(stdout);
  serve_until_signal(server, signals);
  server.stop();  // before what it uses goes
  return kDone;
}

}  // namespace

int main(int argc, char** argv) {
  Flags flags;
  CLI::App app("Serves an index of good practices: pages for people, an API for programs.", "searchd");
  app.set_version_flag("--version", "searchd " GP_VERSION);
  app.add_option("--index", flags.index, "Folder of the index, made by 'indexer update'")->required()->type_name("DIR");
  app.add_option("--listen", flags.listen, "Where to listen; port 0 takes a free one")
      ->type_name("ADDRESS:PORT")
      ->capture_default_str();
  app.add_option("--base-url", flags.base_url, "Address the site has for its readers (default: where it listens)")
      ->type_name("URL");
  app.add_option("--contact", flags.contact, "E-mail or web address of the body that runs the site, for its readers")
      ->type_name("ADDRESS");
  app.add_option("--web", flags.web, "Folder of templates, messages and static files (default: web)")->type_name("DIR");
  app.add_option("--rate", flags.rate, "Requests a second of one client, ten seconds' worth at once; 0: no limit")
      ->type_name("N")
      ->check(CLI::Range(0U, gp::RateLimit::kMostPerSecond).description(""))
      ->capture_default_str();
  app.add_option("--trusted-proxy", flags.trusted_proxies,
                 "A proxy, or a network of them, whose X-Forwarded-For says who the client is; may be repeated")
      ->type_name("CIDR")
      ->allow_extra_args(false);
  app.add_option("--cache", flags.cache_mib, "Memory for answers that may be asked for again; 0 keeps none")
      ->type_name("MIB")
      ->check(CLI::Range(0, 65536))
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {
    return app.exit(stop) == 0 ? kDone : kWrongUsage;
  }
  try {
    return run(flags);
  } catch (const UsageError& wrong) {
    std::fprintf(stderr, "searchd: %s\n", wrong.what());
    return kWrongUsage;
  } catch (const std::system_error& failure) {
    if (failure.code() == std::errc::no_such_file_or_directory) {
      std::fprintf(stderr,
                   "searchd: there is no index in %s; build it with 'indexer update --corpus corpus --index %s'\n",
                   flags.index.c_str(), flags.index.c_str());
    } else {
      std::fprintf(stderr, "searchd: %s\n", failure.what());
    }
    return kEnvironmentFailed;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "searchd: %s\n", failure.what());
    return kEnvironmentFailed;
  }
}
