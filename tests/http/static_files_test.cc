#include "searchd/http/static_files.h"

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace gp {
namespace {

class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    write_file(web.path("static/site.css"), std::string(5000, 'a'));
    write_file(web.path("static/fonts/text.woff2"), std::string(5000, 'b'));
    write_file(web.path("static/.site.css.swp"), "c");
    write_file(web.path("static/small.js"), "d");
    write_file(web.path("templates/home.mustache"), "e");
    write_file(web.path("secret"), "f");
  }
  TempFolder web{};
};

TEST_F(StaticFilesTest, FilesHaveTheirTypesAndVariants) {
  const StaticFiles files(web.path());
  const StaticFile* css = files.find("site.css");
  ASSERT_NE(css, nullptr);
  EXPECT_EQ(css->media_type, "text/css; charset=utf-8");
  EXPECT_EQ(css->content->size(), 5000U);
  ASSERT_TRUE(css->variants.valid());
  EXPECT_LT(css->variants.get().brotli->size(), css->content->size());
  EXPECT_LT(css->variants.get().gzip->size(), css->content->size());
  EXPECT_EQ(files.find("fonts/text.woff2")->media_type, "font/woff2");
  EXPECT_FALSE(files.find("fonts/text.woff2")->variants.valid());
  EXPECT_FALSE(files.find("small.js")->variants.valid());
}

TEST_F(StaticFilesTest, StyleSheetHasItsPartsInPlace) {
  write_file(web.path("static/style/tokens.css"), "a {}\n");
  write_file(web.path("static/style/print.css"), "c {}\n");
  write_file(web.path("static/site.css"), "@import \"style/tokens.css\";\nb {}\n@import \"style/print.css\";\n");
  const StaticFiles files(web.path());
  EXPECT_EQ(*files.find("site.css")->content, "a {}\nb {}\nc {}\n");
  const std::string before = files.url("site.css");
  write_file(web.path("static/style/print.css"), "d {}\n");
  EXPECT_NE(StaticFiles(web.path()).url("site.css"), before);
}

TEST_F(StaticFilesTest, MissingPartOfAStyleSheetIsNamed) {
  write_file(web.path("static/site.css"), "@import \"style/nix.css\";\n");
  try {
    const StaticFiles files(web.path());
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("style/nix.css"), std::string::npos) << error.what();
  }
}

TEST_F(StaticFilesTest, NothingElseIsThere) {
  const StaticFiles files(web.path());
  for (const char* name :
       {"", ".", "fonts", "../secret", "fonts/../../secret", ".site.css.swp", "/etc/passwd", "SITE.CSS"}) {
    EXPECT_EQ(files.find(name), nullptr) << name;
  }
}

TEST_F(StaticFilesTest, AddressChangesWithTheContent) {
  const std::string before = StaticFiles(web.path()).url("site.css");
  EXPECT_EQ(before.substr(0, 20), "/static/site.css?v=" + before.substr(19, 1));
  EXPECT_EQ(StaticFiles(web.path()).url("site.css"), before);
  write_file(web.path("static/site.css"), "changed");
  EXPECT_NE(StaticFiles(web.path()).url("site.css"), before);
  EXPECT_THROW(StaticFiles(web.path()).url("nix.css"), std::runtime_error);
}

TEST_F(StaticFilesTest, RevisionChangesWithTemplatesToo) {
  const std::string before = StaticFiles(web.path()).revision();
  EXPECT_EQ(StaticFiles(web.path()).revision(), before);
  write_file(web.path("templates/home.mustache"), "changed");
  EXPECT_NE(StaticFiles(web.path()).revision(), before);
}

TEST_F(StaticFilesTest, MissingFolderIsNamed) {
  try {
    const StaticFiles files(web.path("nowhere"));
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("nowhere/static"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace gp
