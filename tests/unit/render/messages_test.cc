#include "searchd/render/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/plurrule.h>
#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "searchd/render/locale_format.h"
#include "tests/unit/render/samples.h"

namespace gp {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

class MessagesTest : public ::testing::Test {
 protected:
  MessagesTest()
      : folder_(fs::path(::testing::TempDir()) / ::testing::UnitTest::GetInstance()->current_test_info()->name()) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~MessagesTest() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& content) { std::ofstream(folder_ / name) << content; }

  // What is said of the folder; empty: nothing is wrong with it.
  std::string problem() {
    try {
      const Messages messages(folder_.string());
      return "";
    } catch (const std::runtime_error& error) {
      return error.what();
    }
  }

  fs::path folder_;
};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string read_all(const std::string& folder, const std::string& extension) {
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == extension) all += read(entry.path());
  }
  return all;
}

TEST_F(MessagesTest, PluralsFollowTheLanguage) {
  write("en.yaml", "locale: en-GB\nn: \"{count, plural, =0 {none} one {# case} other {# cases}}\"\n");
  write("pl.yaml",
        "locale: pl-PL\nn: \"{count, plural, =0 {0} one {# przypadek} few {# przypadki} other {# przypadków}}\"\n");
  const Messages messages(folder_.string());
  const auto n = [&](const char* lang, long long count) { return messages.in(lang).text("n", {{"count", count}}); };
  EXPECT_EQ(n("en", 0), "none");
  EXPECT_EQ(n("en", 1), "1 case");
  EXPECT_EQ(n("en", 12345), "12,345 cases");
  EXPECT_EQ(n("pl", 3), "3 przypadki");
  EXPECT_EQ(n("pl", 5), "5 przypadków");
  EXPECT_EQ(n("xx", 2), "2 cases") << "an unknown language gets English";
}

TEST_F(MessagesTest, PiecesKeepArgumentsApart) {
  write("en.yaml", "locale: en-GB\nwhy: \"“{word}” ({far, select, yes {{lang}, form} other {form}})\"\n");
  const Messages messages(folder_.string());
  const MessageArguments far = {{"word", "camp"}, {"far", "yes"}, {"lang", "Italian"}};
  EXPECT_THAT(messages.in("en").pieces("why", far),
              ElementsAre(MessagePiece{"“", ""}, MessagePiece{"camp", "word"}, MessagePiece{"” (", ""},
                          MessagePiece{"Italian", "lang"}, MessagePiece{", form)", ""}));
  EXPECT_EQ(messages.in("en").text("why", {{"word", "a"}, {"far", "no"}, {"lang", ""}}), "“a” (form)");
}

TEST_F(MessagesTest, ApostrophesAreText) {
  write("en.yaml", "locale: en-GB\nown: \"the town's own {n}\"\n");
  EXPECT_EQ(Messages(folder_.string()).in("en").text("own", {{"n", "x"}}), "the town's own x");
}

TEST_F(MessagesTest, PatternThatDoesNotParseIsNamed) {
  write("en.yaml", "locale: en-GB\nbad: \"{count, plural, one {#}}\"\n");
  EXPECT_THAT(problem(), AllOf(HasSubstr("en.yaml"), HasSubstr("'bad'")));
}

TEST_F(MessagesTest, UnknownKindOfArgumentIsNamed) {
  write("en.yaml", "locale: en-GB\nwhen: \"{d, date}\"\n");
  EXPECT_THAT(problem(), AllOf(HasSubstr("en.yaml"), HasSubstr("'when'")));
}

TEST_F(MessagesTest, MissingKeyIsNamed) {
  write("en.yaml", "locale: en-GB\na: x\nb: y\n");
  write("fr.yaml", "locale: fr-FR\na: x\n");
  EXPECT_THAT(problem(), AllOf(HasSubstr("fr.yaml"), HasSubstr("'b'")));
}

TEST_F(MessagesTest, SuperfluousKeyIsNamed) {
  write("en.yaml", "locale: en-GB\na: x\n");
  write("fr.yaml", "locale: fr-FR\na: x\nb: y\n");
  EXPECT_THAT(problem(), AllOf(HasSubstr("fr.yaml"), HasSubstr("'b'")));
}

TEST_F(MessagesTest, KeyGivenTwiceIsNamed) {
  write("en.yaml", "locale: en-GB\na: x\na: y\n");
  EXPECT_THAT(problem(), AllOf(HasSubstr("en.yaml"), HasSubstr("'a'")));
}

TEST_F(MessagesTest, OtherArgumentsThanInEnglishAreNamed) {
  write("en.yaml", "locale: en-GB\na: \"{count} x\"\n");
  write("fr.yaml", "locale: fr-FR\na: \"{cuont} x\"\n");
  EXPECT_THAT(problem(), AllOf(HasSubstr("fr.yaml"), HasSubstr("'a'")));
}

TEST_F(MessagesTest, BrokenYamlIsNamed) {
  write("en.yaml", "locale: [en\n");
  EXPECT_THAT(problem(), HasSubstr("en.yaml"));
}

TEST_F(MessagesTest, ArgumentThatIsNotGivenIsAnError) {
  write("en.yaml", "locale: en-GB\na: \"{count} x\"\n");
  const Messages messages(folder_.string());
  EXPECT_THROW(messages.in("en").text("a"), std::logic_error);
  EXPECT_THROW(messages.in("en").text("b"), std::logic_error);
}

TEST_F(MessagesTest, SerbianInLatinLettersIsMadeOfSerbian) {
  write("en.yaml", "locale: en-GB\nn: \"{count, plural, one {# practice} other {# practices}} of {place}\"\n");
  write("sr.yaml",
        "locale: sr-RS\nn: \"{count, plural, one {# пракса} few {# праксе} other {# пракси}}, Џон: {place}\"\n");
  const Messages messages(folder_.string());
  EXPECT_THAT(messages.languages(), ElementsAre("en", "sr", "sr-Latn"));
  const Catalogue& latin = messages.in("sr-Latn");
  EXPECT_EQ(latin.text("n", {{"count", 1003LL}, {"place", "Ниш"}}), "1.003 prakse, Džon: Ниш");
  EXPECT_EQ(latin.text("locale"), "sr-Latn-RS");
}

TEST_F(MessagesTest, WhatIsMissingInSerbianIsNamedByTheFileThereIs) {
  write("en.yaml", "locale: en-GB\na: x\n");
  write("sr.yaml", "locale: sr-RS\n");
  EXPECT_THAT(problem(), AllOf(HasSubstr("/sr.yaml"), HasSubstr("'a'")));
}

TEST(SiteMessages, AreInTheLanguagesOfTheReaders) {
  EXPECT_THAT(Messages(web_folder() + "/messages").languages(),
              ElementsAre("en", "bg", "bs", "cs", "de", "el", "es", "fi", "fr", "hr", "hu", "it", "mk", "nl", "pl",
                          "pt", "ro", "sk", "sl", "sq", "sr", "sr-Latn", "sv", "tr", "uk"));
}

// The selectors of each plural in a pattern: "plural, one {…} other {…}" has "one" and "other".
std::vector<std::set<std::string>> plurals_of(const std::string& pattern) {
  const std::string kPlural = "plural,";
  std::vector<std::set<std::string>> all;
  for (std::size_t at = pattern.find(kPlural); at != std::string::npos; at = pattern.find(kPlural, at + 1)) {
    std::set<std::string>& selectors = all.emplace_back();
    std::string word;
    int depth = 0;
    for (std::size_t i = at + kPlural.size(); i < pattern.size() && depth >= 0; ++i) {
      if (pattern[i] == '{' && depth++ == 0) {
        selectors.insert(word);
        word.clear();
      } else if (pattern[i] == '}') {
        --depth;
      } else if (depth == 0 && pattern[i] != ' ') {
        word += pattern[i];
      }
    }
  }
  return all;
}

// Without a form that a number needs ICU takes "other", and the sentence is wrong for some numbers only.
TEST(SiteMessages, HaveEachPluralFormOfTheirLanguage) {
  for (const auto& entry : fs::directory_iterator(web_folder() + "/messages")) {
    if (entry.path().extension() != ".yaml") continue;
    UErrorCode status = U_ZERO_ERROR;
    const std::string language = entry.path().stem().string();
    const std::unique_ptr<icu::PluralRules> rules(
        icu::PluralRules::forLocale(icu::Locale::forLanguageTag(language, status), status));
    ASSERT_TRUE(U_SUCCESS(status)) << language;
    std::set<std::string> forms;
    for (int count = 0; count <= 200; ++count) {
      std::string form;
      forms.insert(rules->select(count).toUTF8String(form));
    }
    for (const auto& message : YAML::LoadFile(entry.path().string())) {
      for (const std::set<std::string>& selectors : plurals_of(message.second.as<std::string>())) {
        const bool by_number = std::any_of(selectors.begin(), selectors.end(), [](const std::string& selector) {
          return selector != "other" && !selector.starts_with("=");
        });
        if (!by_number) continue;  // the same for every number
        for (const std::string& form : forms) {
          EXPECT_EQ(selectors.count(form), 1U) << language << ": " << message.first << ": " << form;
        }
      }
    }
  }
}

TEST(SiteMessages, HaveEachNoteAndEachWayAWordIsFound) {
  const Messages messages(web_folder() + "/messages");
  for (const std::string& lang : messages.languages()) {
    const Catalogue& texts = messages.in(lang);
    for (const char* code : {"too_many_words", "no_words", "corrected", "similar", "unmatched", "relaxed", "widened",
                             "widened.one_word", "translate", "filters", "other"}) {
      EXPECT_TRUE(texts.has(std::string("note.") + code)) << lang << ": " << code;
    }
    for (const char* code : {"corrected", "similar", "unmatched", "relaxed", "widened", "translate", "filters"}) {
      EXPECT_TRUE(texts.has(std::string("note.") + code + ".undo")) << lang << ": " << code;
    }
    for (const char* by : {"direct", "stem", "prefix", "spelling", "compound", "vocabulary", "place", "dictionary",
                           "letters", "other"}) {
      EXPECT_TRUE(texts.has(std::string("why.") + by)) << lang << ": " << by;
    }
    for (const char* key : {"scope.meaning", "scope.typed", "scope.all"}) {
      EXPECT_TRUE(texts.has(key) && texts.has(std::string(key) + ".change")) << lang << ": " << key;
    }
    const auto widened = [&](const char* key, long long count) {
      return texts.text(key, {{"words", "x"}, {"most", 64LL}, {"count", count}});
    };
    for (const char* key : {"note.widened", "note.widened.one_word", "note.widened.undo", "note.translate"}) {
      EXPECT_NE(widened(key, 1), widened(key, 3)) << lang << ": " << key;
      EXPECT_THAT(widened(key, 3), HasSubstr("3")) << lang << ": " << key;
    }
  }
}

// Some words are the same in two languages; a language that has many of them was not translated.
TEST(SiteMessages, AreNotLeftUntranslated) {
  const Messages messages(web_folder() + "/messages");
  const Catalogue& english = messages.in("en");
  for (const std::string& lang : messages.languages()) {
    if (lang == "en") continue;
    std::vector<std::string> same;
    for (const std::string& key : english.keys()) {
      if (!english.arguments(key).empty() || key.starts_with("language.") || key.starts_with("home.example.")) continue;
      if (messages.in(lang).text(key) == english.text(key)) same.push_back(key);
    }
    EXPECT_LE(same.size(), 6U) << lang << ": " << ::testing::PrintToString(same);
  }
}

// A message is used when a template or the code names it, or the code puts its name together from a beginning ("why.").
TEST(SiteMessages, AreAllUsed) {
  const std::string templates = read_all(web_folder() + "/templates", ".mustache");
  const std::string code = read_all(source_folder() + "/searchd/render", ".cc");
  std::vector<std::string> unused;
  for (const std::string& key : Messages(web_folder() + "/messages").in("en").keys()) {
    bool used =
        templates.find("{{t." + key + "}}") != std::string::npos || code.find("\"" + key + "\"") != std::string::npos;
    for (std::size_t dot = key.find('.'); dot != std::string::npos; dot = key.find('.', dot + 1)) {
      used = used || code.find("\"" + key.substr(0, dot + 1) + "\"") != std::string::npos;
    }
    if (!used) unused.push_back(key);
  }
  EXPECT_THAT(unused, IsEmpty());
}

// A template that names data nobody makes shows nothing and says nothing, so it is looked for here.
TEST(SiteTemplates, NameOnlyDataThatTheCodeMakes) {
  const std::string templates = read_all(web_folder() + "/templates", ".mustache");
  const std::string code = read_all(source_folder() + "/searchd/render", ".cc");
  const std::regex tag(R"(\{\{[#^/{&]?([a-z0-9_]+)\}\})");
  std::set<std::string> unknown;
  for (auto at = std::sregex_iterator(templates.begin(), templates.end(), tag); at != std::sregex_iterator(); ++at) {
    const std::string name = (*at)[1];
    if (code.find("[\"" + name + "\"]") == std::string::npos) unknown.insert(name);
  }
  EXPECT_THAT(unknown, IsEmpty());
}

TEST(LocaleFormat, WritesAsTheLanguageDoes) {
  EXPECT_EQ(LocaleFormat("en-GB").date("2026-11-22"), "22 November 2026");
  EXPECT_EQ(LocaleFormat("de-DE").date("2026-11-22"), "22. November 2026");
  EXPECT_EQ(LocaleFormat("fr-FR").date("2026-11-01"), "1 novembre 2026");
  EXPECT_EQ(LocaleFormat("en-GB").date("soon"), "soon");
  EXPECT_EQ(LocaleFormat("en-GB").date("2026-02-30"), "2026-02-30");
  EXPECT_EQ(LocaleFormat("en-GB").euros(1234567), "€1,234,567");
  EXPECT_EQ(LocaleFormat("de-DE").euros(1234567), "1.234.567\u00a0€");
  EXPECT_EQ(LocaleFormat("fr-FR").language("it"), "italien");
  EXPECT_EQ(LocaleFormat("de-DE").list({"a", "b", "c"}), "a, b und c");
  EXPECT_TRUE(LocaleFormat("de-DE").less("Österreich", "Polen"));
}

TEST(LocaleFormat, NamesLanguagesInTheirOwnWords) {
  EXPECT_EQ(own_language_name("fr"), "Français");
  EXPECT_EQ(own_language_name("sr"), "Српски");
  EXPECT_EQ(own_language_name("sr-Latn"), "Srpski (latinica)");
  EXPECT_EQ(own_language_name("zzz"), "Zzz");
}

TEST(LocaleFormat, KnowsTheNearestLanguage) {
  const std::vector<std::string> known = {"en", "de", "fr"};
  EXPECT_EQ(nearest_language("fr", known), "fr");
  EXPECT_EQ(nearest_language("de-AT", known), "de");
  EXPECT_EQ(nearest_language("lb", known), "de");
  EXPECT_EQ(nearest_language("br", known), "fr");
  EXPECT_EQ(nearest_language("sr-Latn", known), "en");
  EXPECT_EQ(nearest_language("cnr", {"en", "sr", "sr-Latn"}), "sr-Latn");
}

}  // namespace
}  // namespace gp
