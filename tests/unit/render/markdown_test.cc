#include "searchd/render/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Markdown, EachHeadingBeginsASection) {
  EXPECT_THAT(
      to_sections("## Context\n\nA *ban*.\n\n## Results\n\n- one\n"),
      ElementsAre(Section{"Context", "<p>A <em>ban</em>.</p>\n"}, Section{"Results", "<ul>\n<li>one</li>\n</ul>\n"}));
}

TEST(Markdown, TextBeforeTheFirstHeadingIsKept) {
  EXPECT_THAT(to_sections("Before.\n\n## A\n"), ElementsAre(Section{"", "<p>Before.</p>\n"}, Section{"A", ""}));
  EXPECT_THAT(to_sections(""), IsEmpty());
}

TEST(Markdown, LowerHeadingsFollowOnTheSections) {
  EXPECT_THAT(to_sections("# A\n\n## B\n\n###### C\n"), ElementsAre(Section{"A", "<h3>B</h3>\n<h6>C</h6>\n"}));
  EXPECT_THAT(to_sections("#### A\n\n##### B\n"), ElementsAre(Section{"A", "<h3>B</h3>\n"}));
}

TEST(Markdown, HeadingIsPlainText) {
  EXPECT_THAT(to_sections("## *A* `b` <i>c</i>\n"), ElementsAre(Section{"A b c", ""}));
}

TEST(Markdown, NothingThatCouldRunComesThrough) {
  const std::string html = to_sections(
                               "<script>alert(1)</script>\n\na <b onclick=x>b</b> [l](javascript:alert(1)) "
                               "[d](data:text/html,x) <https://coe.int>\n")[0]
                               .html;
  EXPECT_THAT(html, Not(HasSubstr("script")));
  EXPECT_THAT(html, Not(HasSubstr("onclick")));
  EXPECT_THAT(html, Not(HasSubstr("data:")));
  EXPECT_THAT(html, Not(HasSubstr("<!--")));
  EXPECT_THAT(html, HasSubstr("href=\"https://coe.int\""));
}

TEST(Markdown, PicturesLeaveTheirText) {
  EXPECT_THAT(to_sections("a ![the *old* school ![x](y)](https://example.org/p.png) b")[0].html,
              "<p>a the <em>old</em> school x b</p>\n");
}

}  // namespace
}  // namespace gp
