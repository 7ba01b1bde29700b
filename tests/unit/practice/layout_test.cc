// What lies in the corpus folder: names, links, kinds and sizes of files, and their bytes.
#include <sys/stat.h>
#include <unistd.h>

#include <system_error>

#include "tests/unit/practice/corpus_folder.h"

namespace gp {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class Layout : public CorpusTest {
 protected:
  std::vector<std::string> with_file(const std::string& name, std::string_view bytes = kGoodText) const {
    corpus_.write("practices/" + name, bytes);
    return corpus_.read().messages;
  }
  void link(const std::string& target, const std::string& name) const {
    fs::create_symlink(target, corpus_.path("practices/" + name));
  }
  std::vector<RawCase> cases() const {
    std::vector<RawCase> all;
    Diagnostics ignored;
    for_each_case(corpus_.path(), ignored, [&](const RawCase& raw) { all.push_back(raw); });
    return all;
  }
};

TEST_F(Layout, CasesComeInTheOrderOfTheirIds) {
  for (const char* id : {"zagreb", "arad", "lyon"}) corpus_.write("practices/" + std::string(id) + "/en.md", kGoodText);
  std::vector<std::string> ids;
  for (const RawCase& raw : cases()) ids.push_back(raw.id);
  EXPECT_THAT(ids, ElementsAre("arad", "graz", "lyon", "zagreb"));
}

TEST_F(Layout, ATextWhoseNameIsNoLanguageTagNamesTheRightOne) {
  EXPECT_THAT(with_file("graz/deutsch.md"),
              ElementsAre("practices/graz/deutsch.md: 'deutsch' is not a language tag; rename the file to 'de.md'"));
}

TEST_F(Layout, ALanguageTagInTheWrongCaseNamesTheRightOne) {
  EXPECT_THAT(with_file("graz/EN.md"),
              ElementsAre("practices/graz/EN.md: 'EN' is not a language tag; rename the file to 'en.md'"));
}

TEST_F(Layout, LanguageTagsAreJudgedByTheirForm) {
  for (const char* good : {"sr.md", "sr-Latn.md", "cnr.md", "rom.md", "de-simple.md", "pt-BR.md"}) {
    EXPECT_THAT(with_file("graz/" + std::string(good), "---\ntitle: A\nsummary: B\n---\nText\n"), IsEmpty()) << good;
  }
  for (const char* bad : {"eng.md", "xx.md", "en_GB.md", "README.md", "x.md", "iw.md", "12.md"}) {
    EXPECT_THAT(with_file("graz/" + std::string(bad)),
                ElementsAre(HasSubstr("is not a language tag; rename the file to")))
        << bad;
    fs::remove(corpus_.path("practices/graz/" + std::string(bad)));
  }
}

TEST_F(Layout, AStrayFileInAPracticeIsAnError) {
  EXPECT_THAT(with_file("graz/photo.jpg"),
              ElementsAre("practices/graz/photo.jpg: 'photo.jpg' does not belong to a practice; "
                          "delete it; a practice has practice.yaml and <lang>.md"));
  fs::remove(corpus_.path("practices/graz/photo.jpg"));
  EXPECT_THAT(with_file("graz/practice.yml"), ElementsAre(HasSubstr("rename it to 'practice.yaml'")));
}

TEST_F(Layout, AStrayFolderInAPracticeIsAnError) {
  EXPECT_THAT(with_file("graz/images/x.png"),
              ElementsAre(HasSubstr("practices/graz/images: a folder within a practice; delete it")));
}

TEST_F(Layout, HiddenFilesAndBackupsAreIgnored) {
  with_file("graz/.en.md.swp");
  with_file("graz/en.md~");
  with_file(".git/config");
  EXPECT_THAT(with_file("draft~/en.md"), IsEmpty());
}

TEST_F(Layout, AMissingPracticeFileIsAnErrorAndItsTextsAreStillRead) {
  fs::remove(corpus_.path("practices/graz/practice.yaml"));
  const Reading reading = corpus_.read();
  EXPECT_THAT(reading.messages,
              ElementsAre("practices/graz: practice.yaml is missing; write it; corpus/README.md lists its keys"));
  EXPECT_EQ(reading.practices.at("graz").texts.at("en").title, "Jobs for all");
}

TEST_F(Layout, AnEmptyPracticeFolderIsAnError) {
  fs::create_directories(corpus_.path("practices/empty"));
  EXPECT_THAT(corpus_.read().messages, ElementsAre(HasSubstr("practices/empty: practice.yaml is missing")));
}

TEST_F(Layout, AFolderNameThatIsNoIdNamesARightOne) {
  corpus_.write("practices/Graz Süd/en.md", kGoodText);
  corpus_.write("practices/Graz Süd/practice.yaml", kGoodYaml);
  EXPECT_THAT(corpus_.read().messages,
              ElementsAre("practices/Graz Süd: 'Graz Süd' is not an id; rename the folder to 'graz-sud'"));
}

TEST_F(Layout, AFileBesideThePracticesIsAnError) {
  EXPECT_THAT(
      with_file("lyon.md"),
      ElementsAre("practices/lyon.md: a file lies beside the practices; move it into practices/<id>/, or delete it"));
  EXPECT_THAT(with_file("lyon.yaml"), SizeIs(2));
}

TEST_F(Layout, InvalidUtf8NamesItsLine) {
  EXPECT_THAT(with_file("graz/en.md", "---\ntitle: A\nsummary: caf\xE9\n---\n"),
              ElementsAre("practices/graz/en.md:3: the bytes are not UTF-8; save it as UTF-8"));
  EXPECT_THAT(with_file("graz/en.md", "\xFF\xFE-\0-\0"),
              ElementsAre(HasSubstr("en.md:1: the text is UTF-16, not UTF-8")));
}

TEST_F(Layout, AByteOrderMarkIsAWarningAndTheFileIsRead) {
  EXPECT_THAT(
      with_file("graz/en.md", "\xEF\xBB\xBF" + std::string(kGoodText)),
      ElementsAre(
          "practices/graz/en.md:1: warning: a byte order mark stands before the text; save it as UTF-8 without one"));
  EXPECT_EQ(corpus_.read().practices.at("graz").texts.at("en").title, "Jobs for all");
}

TEST_F(Layout, ControlCharactersNameTheirLine) {
  using namespace std::string_view_literals;
  EXPECT_THAT(with_file("graz/en.md", "---\ntitle: A\0B\n---\n"sv),
              ElementsAre(HasSubstr("en.md:2: control character U+0000; delete it")));
  EXPECT_THAT(with_file("graz/en.md", "---\ntitle: A\n---\nred\x1B[31m\n"),
              ElementsAre(HasSubstr("en.md:4: control character U+001B")));
  EXPECT_THAT(with_file("graz/en.md", "---\ntitle: A\u0085\n---\n"),
              ElementsAre(HasSubstr("en.md:2: control character U+0085")));
}

TEST_F(Layout, ControlCharactersHiddenInAnEscapeAreFoundToo) {
  EXPECT_THAT(
      with_file("graz/en.md", "---\nsummary: A\ntitle: \"A\\0B\"\n---\nText\n"),
      ElementsAre(HasSubstr("en.md:3: control character U+0000 in 'title'; delete it"), HasSubstr("has no title")));
}

TEST_F(Layout, AnEmptyFileIsAnError) {
  EXPECT_THAT(with_file("graz/en.md", ""),
              ElementsAre("practices/graz/en.md: the file is empty; write it, or delete it"));
  with_file("graz/en.md", kGoodText);
  EXPECT_THAT(with_file("graz/practice.yaml", "\n \n"),
              ElementsAre("practices/graz/practice.yaml: the file is empty; write it, or delete it"));
}

TEST_F(Layout, AFileThatIsTooLargeIsReportedWithItsSizeAndNotRead) {
  fs::resize_file(corpus_.path("practices/graz/en.md"), kMaxCaseFileBytes + 1);
  EXPECT_THAT(corpus_.read().messages,
              ElementsAre(HasSubstr("practices/graz/en.md: the file has 1048577 bytes; write at most 1048576")));
}

TEST_F(Layout, ALinkThatLeavesTheCorpusIsAnError) {
  link("/etc/hostname", "graz/de.md");
  link("/etc", "etc");
  link("/etc/hostname", "hostname.md");
  EXPECT_THAT(corpus_.read().messages,
              ElementsAre("practices/etc: the link leaves the corpus folder; put the file itself in its place",
                          HasSubstr("practices/graz/de.md: the link leaves the corpus folder"),
                          HasSubstr("practices/hostname.md: the link leaves the corpus folder")));
}

TEST_F(Layout, ALinkToASiblingWhoseNameBeginsAlikeLeavesTheCorpusToo) {
  const std::string sibling = corpus_.path() + "-private";
  fs::create_directories(sibling);
  std::ofstream(sibling + "/de.md") << kGoodText;
  link(sibling + "/de.md", "graz/de.md");
  EXPECT_THAT(corpus_.read().messages, ElementsAre(HasSubstr("the link leaves the corpus folder")));
  fs::remove_all(sibling);
}

TEST_F(Layout, ALinkWithinTheCorpusIsFollowed) {
  link("graz", "alias");
  link("en.md", "graz/en-GB.md");
  const Reading reading = corpus_.read();
  EXPECT_THAT(reading.messages, IsEmpty());
  EXPECT_EQ(reading.practices.at("alias").texts.size(), 2U);
}

TEST_F(Layout, ABrokenLinkIsAnError) {
  link("nowhere.md", "graz/de.md");
  link("loop.md", "graz/loop.md");
  EXPECT_THAT(corpus_.read().messages,
              ElementsAre("practices/graz/de.md: the link leads nowhere; delete it, or put the file in its place",
                          HasSubstr("practices/graz/loop.md: the link leads nowhere")));
}

TEST_F(Layout, AFolderNamedPracticeYamlIsAnError) {
  fs::remove(corpus_.path("practices/graz/practice.yaml"));
  fs::create_directories(corpus_.path("practices/graz/practice.yaml"));
  EXPECT_THAT(corpus_.read().messages,
              ElementsAre(HasSubstr("practices/graz/practice.yaml: a folder within a practice")));
}

TEST_F(Layout, APipeIsNotWaitedFor) {
  ASSERT_EQ(::mkfifo(corpus_.path("practices/graz/de.md").c_str(), 0600), 0);
  ASSERT_EQ(::mkfifo(corpus_.path("practices/pipe").c_str(), 0600), 0);
  EXPECT_THAT(corpus_.read().messages, ElementsAre(HasSubstr("practices/graz/de.md: not a regular file"),
                                                   HasSubstr("practices/pipe: a file lies beside the practices")));
}

// Root may read anything; permissions are tried as somebody else.
class AsNobody {
 public:
  AsNobody() : root_(::geteuid() == 0) {
    if (root_ && ::seteuid(65534) != 0) throw std::runtime_error("seteuid");
  }
  ~AsNobody() {
    if (root_ && ::seteuid(0) != 0) std::abort();
  }

 private:
  bool root_;
};

TEST_F(Layout, WhatMayNotBeReadIsAnError) {
  corpus_.write("practices/closed/en.md", kGoodText);
  fs::permissions(corpus_.path(), fs::perms::all);
  fs::permissions(corpus_.path("practices/graz/en.md"), fs::perms::none);
  fs::permissions(corpus_.path("practices/closed"), fs::perms::none);
  Reading reading;
  {
    const AsNobody nobody;
    reading = corpus_.read();
  }
  fs::permissions(corpus_.path("practices/closed"), fs::perms::all);
  EXPECT_THAT(reading.messages, ElementsAre(HasSubstr("practices/closed: cannot be read: Permission denied"),
                                            HasSubstr("practices/graz/en.md: cannot be read: Permission denied")));
}

TEST_F(Layout, ASourceThatCannotBeReadThrows) {
  Diagnostics diagnostics;
  const auto read = [&](const std::string& source) { for_each_case(source, diagnostics, [](const RawCase&) {}); };
  EXPECT_THROW(read(corpus_.path("no-such")), std::system_error);
  ASSERT_EQ(::mkfifo(corpus_.path("pipe").c_str(), 0600), 0);
  EXPECT_THROW(read(corpus_.path("pipe")), std::system_error);
}

// Not "the folder is missing", and not the vocabulary of the working directory in its place.
TEST_F(Layout, ACorpusFolderThatMayNotBeReadThrows) {
  fs::permissions(corpus_.path(), fs::perms::none);
  {
    const AsNobody nobody;
    Diagnostics diagnostics;
    EXPECT_THROW(for_each_case(corpus_.path(), diagnostics, [](const RawCase&) {}), std::system_error);
    EXPECT_THROW(read_vocabulary(corpus_.path("vocabulary"), diagnostics), std::system_error);
    EXPECT_THROW(vocabulary_folder(corpus_.path()), std::system_error);
    EXPECT_THAT(diagnostics.all(), IsEmpty());
  }
  fs::permissions(corpus_.path(), fs::perms::owner_all);
}

TEST_F(Layout, AFolderThatIsNoCorpusIsAnError) {
  fs::remove_all(corpus_.path("practices"));
  EXPECT_THAT(corpus_.read().messages,
              ElementsAre(HasSubstr("practices: the folder is missing; name the folder that has practices/")));
  fs::create_directories(corpus_.path("practices"));
  EXPECT_THAT(corpus_.read().messages, ElementsAre(HasSubstr("practices: warning: no practice")));
}

TEST_F(Layout, TheDigestChangesWithAnyByteAndAnyName) {
  const std::string before = cases().front().digest;
  EXPECT_THAT(before, SizeIs(32));
  EXPECT_EQ(cases().front().digest, before);
  with_file("graz/en.md", std::string(kGoodText) + " ");
  const std::string changed = cases().front().digest;
  EXPECT_NE(changed, before);
  fs::rename(corpus_.path("practices/graz/en.md"), corpus_.path("practices/graz/fr.md"));
  EXPECT_NE(cases().front().digest, changed);
}

TEST_F(Layout, AnyFileNameGivesOneHarmlessLine) {
  corpus_.write("practices/a\nb\x1B[31m/en.md", kGoodText);
  for (const std::string& message : corpus_.read().messages)
    EXPECT_THAT(message, Not(::testing::ContainsRegex("[\n\x1B]")));
}

TEST_F(Layout, TheVocabularyIsInTheFolderOrBesideTheFile) {
  EXPECT_EQ(vocabulary_folder(corpus_.path()), corpus_.path("vocabulary"));
  EXPECT_EQ(vocabulary_folder(corpus_.path("cases.jsonl")), corpus_.path("vocabulary"));
  EXPECT_EQ(vocabulary_folder(corpus_.path("practices")), "corpus/vocabulary");
}

TEST(CheckRelated, NamesThePracticeThatDoesNotExistAndTheNearest) {
  Diagnostics diagnostics;
  check_related(
      {{"graz", {"lyon", "lion"}}, {"lyon", {"nowhere-at-all"}}},
      [](const std::string& id) {
        return Location{id + ".yaml", 7};
      },
      diagnostics);
  ASSERT_EQ(diagnostics.errors(), 2U);
  EXPECT_EQ(to_string(diagnostics.all()[0]),
            "graz.yaml:7: related practice 'lion' does not exist; write 'lyon', or delete it");
  EXPECT_THAT(to_string(diagnostics.all()[1]), HasSubstr("delete it, or write the id of a practice"));
}

TEST(RelatedLocation, IsTheLineOfTheKey) {
  const auto line_in = [](const std::string& yaml) {
    const Location where = related_location({.id = "graz",
                                             .files = {{.path = "graz/en.md", .language = "en", .bytes = "related: x"},
                                                       {.path = "graz/practice.yaml", .bytes = yaml}}});
    EXPECT_EQ(where.file, "graz/practice.yaml");
    return where.line;
  };
  EXPECT_EQ(line_in("related: [lyon]"), 1U);
  EXPECT_EQ(line_in("place: related\r\nfunding:\n  - related: x\nrelated_to: x\nrelated :\n  - lyon\n"), 5U);
  for (const char* without : {"", "\n", "place: graz\n", "related", "place: graz\nrelated"}) {
    EXPECT_EQ(line_in(without), 0U) << without;
  }
  const RawCase json{.id = "graz", .json = true, .files = {{.path = "all.jsonl", .bytes = "{}", .line = 7}}};
  EXPECT_EQ(related_location(json), (Location{"all.jsonl", 7}));
}

TEST(ManyDiagnostics, AreCountedAndTheFirstOfEachSeverityKept) {
  Diagnostics diagnostics;
  for (std::size_t i = 1; i <= Diagnostics::kMostKept + 1; ++i) diagnostics.warning({"f", i}, "odd", "");
  EXPECT_EQ(diagnostics.omitted(), 1U);
  for (std::size_t i = 1; i <= Diagnostics::kMostKept + 5; ++i) diagnostics.error({"f", i}, "wrong", "");
  EXPECT_EQ(diagnostics.warnings(), Diagnostics::kMostKept + 1);
  EXPECT_EQ(diagnostics.errors(), Diagnostics::kMostKept + 5);
  EXPECT_EQ(diagnostics.omitted(), 6U);
  EXPECT_THAT(diagnostics.all(), SizeIs(2 * Diagnostics::kMostKept));
  EXPECT_EQ(to_string(diagnostics.all().back()), "f:1000: wrong");
}

}  // namespace
}  // namespace gp
