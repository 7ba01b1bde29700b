// The shortlist and the comparison as addresses: what they answer, what they refuse, what they keep.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/http/site_fixture.h"

namespace gp {
namespace {

using testing::HasSubstr;
using testing::Not;

class ShortlistTest : public SiteFixture {
 protected:
  static void SetUpTestSuite() {
    publish({practice("graz-jobs").text("en", "Jobs for Roma").place("graz").theme("employment"),
             practice("turin-homes").text("en", "Homes in Turin").place("turin").theme("housing"),
             practice("lyon-school").text("en", "School in Lyon").place("lyon").theme("education"),
             practice("vienna-jobs").text("en", "Jobs in Vienna").place("vienna").theme("employment"),
             practice("tetovo-school").text("en", "School in Tetovo").place("tetovo"),
             practice("old-one").withdrawn("The city asked us to.")});
  }
};

TEST_F(ShortlistTest, AnswersWithTheStatusOfWhatIsAsked) {
  struct Row {
    const char* target;
    int status;
    const char* says;
  };
  const Row rows[] = {
      {"/shortlist", 200, "Your shortlist is empty"},
      {"/shortlist?pick=graz-jobs", 200, "Briefing: 1 practice"},
      {"/shortlist?pick=nowhere&pick=old-one&pick=graz-jobs", 200, "nowhere and old-one"},
      {"/shortlist?pick=graz-jobs&theme=nothing", 400, "nothing"},
      {"/shortlist?pick=Graz", 400, "pick"},
      {"/shortlist?x=1", 400, "x"},
      {"/search?pick=nowhere", 200, "Shortlist"},
      {"/search?pick=a/b", 400, "pick"},
      {"/?pick=graz-jobs", 200, "Shortlist"},
      {"/practices/graz-jobs?pick=turin-homes&q=Jobs", 200, "pick=turin-homes&amp;pick=graz-jobs"},
      {"/compare", 200, "Choose practices to compare"},
      {"/compare?id=graz-jobs", 200, "Choose another one"},
      {"/compare?id=graz-jobs&id=graz-jobs", 200, "Choose another one"},
      {"/compare?id=graz-jobs&id=turin-homes", 200, "2 practices side by side"},
      {"/compare?id=graz-jobs&id=turin-homes&id=lyon-school&id=vienna-jobs", 200, "4 practices side by side"},
      {"/compare?id=graz-jobs&id=turin-homes&id=lyon-school&id=vienna-jobs&id=tetovo-school", 400, "at most 4"},
      {"/compare?id=graz-jobs&id=turin-homes&only=differences", 200, "Show all fields"},
      {"/compare?id=graz-jobs&id=turin-homes&only=same", 400, "only"},
      {"/compare?id=graz-jobs&id=turin-homes&only=differences&only=differences", 400, "only"},
      {"/compare?id=graz-jobs&id=nowhere", 404, "nowhere"},
      {"/compare?id=graz-jobs&id=old-one", 410, "The city asked us to."},
      {"/compare?id=Graz", 400, "id"},
      {"/compare?id=graz-jobs&id=turin-homes&colour=red", 400, "colour"},
  };
  for (const Row& row : rows) {
    const Response response = ask(row.target);
    EXPECT_EQ(response.status, row.status) << row.target;
    EXPECT_THAT(*response.body, HasSubstr(row.says)) << row.target;
  }
}

TEST_F(ShortlistTest, ProgramsHaveNone) {
  for (const char* target :
       {"/api/v1/search?pick=graz-jobs", "/api/v1/facets/theme?pick=graz-jobs", "/api/v1/suggest?q=a&pick=graz-jobs",
        "/api/v1/practices/graz-jobs?pick=a", "/practices/graz-jobs.json?pick=a", "/vocabulary.jsonld?pick=a"}) {
    const Response response = ask(target);
    EXPECT_EQ(response.status, 400) << target;
    EXPECT_THAT(*response.body, HasSubstr("\"pick\"")) << target;
  }
  EXPECT_THAT(*ask("/search?q=Jobs&pick=graz-jobs").body, HasSubstr("href=\"/api/v1/search?q=Jobs\""));
}

TEST_F(ShortlistTest, StaysOnPagesOfErrors) {
  for (const char* target :
       {"/practices/nowhere?pick=graz-jobs", "/practices/old-one?pick=graz-jobs", "/search?page=x&pick=graz-jobs"}) {
    EXPECT_THAT(*ask(target).body, HasSubstr("href=\"/shortlist?pick=graz-jobs\"")) << target;
  }
  EXPECT_THAT(*ask("/search?pick=graz-jobs&pick=B").body, Not(HasSubstr("/shortlist?pick")))
      << "one that is no shortlist";
}

TEST_F(ShortlistTest, ChangesNothingAboutTheSearch) {
  const auto found = [&](const char* target) {
    const std::string body = *ask(target).body;
    const std::size_t at = body.find("<h1");
    return body.substr(at, body.find("</h1>") - at);
  };
  EXPECT_EQ(found("/search?q=Jobs"), found("/search?q=Jobs&pick=turin-homes"));
}

}  // namespace
}  // namespace gp
