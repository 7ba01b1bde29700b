// Readers who never pause while a new index is published a hundred times: both programs as an operator runs them. No
// request fails, every answer is one generation's from beginning to end, and of what the daemon held for generations
// that are gone nothing is left.
#include <atomic>
#include <map>
#include <mutex>
#include <regex>
#include <set>
#include <thread>

#include "tests/cli/indexer_test.h"
#include "tests/http/raw_client.h"
#include "tests/support/daemon.h"

namespace gp {
namespace {

using test::get;
using test::RawClient;
using test::RawResponse;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr int kPublishes = 100;
constexpr int kReaders = 4;
constexpr int kRequestsAVisit = 50;  // on one connection; every visit is from another address, as limits go by address

const std::vector<std::string> kThemes = {"education", "employment", "housing"};

// What the collection is after the nth publication: cases come and go, and theme and title of each say n.
int cases_in(int n) {
  return 4 + n % 3;
}
std::string case_name(int i) {
  return "case-" + std::to_string(i);
}
const std::string& theme_of(int i, int n) {
  return kThemes[static_cast<std::size_t>(i + n) % kThemes.size()];
}
std::string city_of(int i) {
  return i % 2 == 0 ? "graz" : "turin";
}
std::string title_of(int i, int n) {
  return "Version " + std::to_string(n) + " of bus line " + std::to_string(i);
}

// Names the generation in its answer, or is a page.
const std::vector<std::string> kTargets = {
    "/api/v1/search?q=bus",
    "/search?q=bus&lang=de",
    "/api/v1/search?theme=housing&sort=title",
    "/practices/case-1?lang=fr",
    "/api/v1/search?q=li*&per_page=3&page=2&lang=it",
    "/",
    "/api/v1/practices/case-0",
    "/map?q=bus",
    "/gaps",
    "/practices/case-2.json",
};

std::string generation_in(const Json& answer) {
  return answer.contains("index") ? answer["index"].value("generation", "") : answer.value("generation", "");
}

std::set<std::string> versions_in(const std::string& page) {
  static const std::regex version("Version ([0-9]+) of bus line");
  std::set<std::string> found;
  for (std::sregex_iterator it(page.begin(), page.end(), version), end; it != end; ++it) found.insert((*it)[1]);
  return found;
}

std::map<std::string, int> counts(const Json& facet) {
  std::map<std::string, int> result;
  for (const Json& value : facet) {
    if (value["count"] != 0) result[value["id"]] = value["count"];
  }
  return result;
}

// Fails where the answer to a search is not that of the nth collection. `in_result`: which of its cases are found.
template <class InResult>
void expect_search_of(int n, const Json& answer, InResult in_result) {
  int total = 0;
  std::map<std::string, int> themes;
  std::map<std::string, int> cities;
  for (int i = 0; i < cases_in(n); ++i) {
    ++themes[theme_of(i, n)];  // disregards the filter by theme, as a facet does its own
    if (!in_result(i)) continue;
    ++total;
    ++cities[city_of(i)];
  }
  EXPECT_EQ(answer["index"]["practices"], cases_in(n));
  EXPECT_EQ(answer["total"], total);
  EXPECT_EQ(counts(answer["facets"]["theme"]), themes);
  EXPECT_EQ(counts(answer["facets"]["city"]), cities);
  const int before = (answer["page"].get<int>() - 1) * answer["per_page"].get<int>();
  EXPECT_EQ(static_cast<int>(answer["hits"].size()), std::clamp(total - before, 0, answer["per_page"].get<int>()));
  for (const Json& hit : answer["hits"]) {
    const int i = std::stoi(hit["id"].get<std::string>().substr(5));
    EXPECT_TRUE(i < cases_in(n) && in_result(i)) << hit["id"];
    EXPECT_EQ(hit["title"], title_of(i, n));
    EXPECT_EQ(hit["themes"][0]["id"], theme_of(i, n));
  }
}

class Publishing : public IndexerTest {
 protected:
  // Brings the nth collection into the index; returns the generation.
  std::string publish(int n) {
    corpus_.remove("practices");
    for (int i = 0; i < cases_in(n); ++i) {
      corpus_.put(small_practice(case_name(i), city_of(i), theme_of(i, n), title_of(i, n)));
    }
    return update_summary().value("generation", "");
  }

  // Asks everything again and again, until told to stop.
  void read_without_pause(int port, int reader) {
    std::size_t next = static_cast<std::size_t>(reader);
    for (int visit = 0; !stop_; ++visit) {
      try {
        RawClient client(port, "127." + std::to_string(reader + 1) + "." + std::to_string(visit / 250 % 250) + "." +
                                   std::to_string(visit % 250 + 1));
        for (int i = 0; i < kRequestsAVisit && !stop_; ++i, ++next) {
          const std::string& target = kTargets[next % kTargets.size()];
          note(target, client.ask(get(target)));
        }
      } catch (const std::exception& error) {
        problem(std::string("a reader: ") + error.what());
      }
    }
  }

  // Same entity tag, same bytes: an answer put together of two generations differs from one of either.
  void note(const std::string& target, const RawResponse& response) {
    ++requests_;
    if (response.status != 200) return problem(target + ": status " + std::to_string(response.status));
    const std::lock_guard guard(mutex_);
    const auto [known, fresh] = answers_.try_emplace({target, response.header("etag")}, response.body);
    if (!fresh && known->second != response.body) problems_.insert(target + ": two answers with one entity tag");
  }

  void problem(const std::string& sentence) {
    const std::lock_guard guard(mutex_);
    problems_.insert(sentence);
  }

  // Waits until something is so, or a minute.
  template <class Condition>
  static bool eventually(Condition condition) {
    for (int i = 0; i < 6000; ++i) {
      if (condition()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }

  static std::string served(int port) {
    const std::string body = RawClient(port, "127.0.1.1").ask(get("/api/v1/search?per_page=1")).body;
    const Json answer = Json::parse(body, nullptr, false);
    return answer.is_object() ? generation_in(answer) : "";
  }

  std::atomic<bool> stop_{false};
  std::atomic<int> requests_{0};
  std::mutex mutex_{};                                                    // guards the next two
  std::map<std::pair<std::string, std::string>, std::string> answers_{};  // by target and entity tag
  std::set<std::string> problems_{};
};

TEST_F(Publishing, AHundredTimesUnderLoadFailsNobodyMixesNothingAndLeavesNothingBehind) {
  std::map<std::string, int> number_of{{publish(0), 0}};
  Daemon daemon(GP_SEARCHD_PATH, {"--index", index_, "--web", GP_WEB_PATH});
  const std::size_t descriptors = daemon.descriptors();
  const std::size_t mappings = daemon.mappings(".index");
  ASSERT_GE(mappings, 1U);

  std::vector<std::thread> readers;
  for (int reader = 0; reader < kReaders; ++reader) {
    readers.emplace_back([this, reader, port = daemon.port()] { read_without_pause(port, reader); });
  }
  std::size_t early_bytes = 0;
  std::size_t served_generations = 0;
  for (int n = 1; n <= kPublishes; ++n) {
    const std::string generation = publish(n);
    EXPECT_TRUE(number_of.emplace(generation, n).second) << "version " << n << " is not a generation of its own";
    // Some come faster than the daemon looks; of the others it is certain that they were served.
    if (n % 4 == 0 && eventually([&] { return served(daemon.port()) == generation; })) ++served_generations;
    if (n == kPublishes / 5) early_bytes = daemon.private_bytes();
  }
  stop_ = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(served_generations, kPublishes / 4U);
  EXPECT_THAT(problems_, IsEmpty()) << daemon.log();
  EXPECT_GE(requests_, kReaders * kPublishes);

  for (const auto& [key, body] : answers_) {
    const std::string& target = key.first;
    SCOPED_TRACE(target);
    if (!target.starts_with("/api/") && !target.ends_with(".json")) {
      EXPECT_EQ(versions_in(body).size(), target == "/gaps" ? 0U : 1U);
      continue;
    }
    const Json answer = Json::parse(body, nullptr, false);
    ASSERT_TRUE(answer.is_object());
    const auto found = number_of.find(generation_in(answer));
    ASSERT_NE(found, number_of.end()) << "an unknown generation";
    const int n = found->second;
    SCOPED_TRACE("version " + std::to_string(n));
    if (target.starts_with("/api/v1/search?theme=housing")) {
      expect_search_of(n, answer, [n](int i) { return theme_of(i, n) == "housing"; });
    } else if (target.starts_with("/api/v1/search")) {
      expect_search_of(n, answer, [](int) { return true; });
    } else {
      EXPECT_THAT(body, HasSubstr(title_of(target.back() == 'n' ? 2 : 0, n)));
    }
  }

  // A generation keeps a handle of its index for each search that went on at once.
  EXPECT_TRUE(eventually([&] { return daemon.descriptors() <= descriptors + kReaders; }))
      << daemon.descriptors() << " descriptors after " << descriptors;
  EXPECT_TRUE(eventually([&] { return daemon.mappings(".index") <= mappings; }))
      << daemon.mappings(".index") << " mappings after " << mappings;
  const std::size_t bytes = daemon.private_bytes();
  EXPECT_LT(bytes, early_bytes + early_bytes / 2);
  RecordProperty("requests", requests_);
  RecordProperty("early_bytes", std::to_string(early_bytes));
  RecordProperty("late_bytes", std::to_string(bytes));
  EXPECT_THAT(daemon.stop(), ExitsWith(kDone));
  EXPECT_THAT(daemon.log(), Not(HasSubstr(R"("level":"error")")));
}

}  // namespace
}  // namespace gp
