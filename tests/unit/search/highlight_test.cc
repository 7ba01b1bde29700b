#include "searchd/search/highlight.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "indexer/schema/index_schema.h"
#include "indexer/text/analyser.h"
#include "tests/support/test_index.h"
#include "tests/unit/search/random.h"

namespace gp {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

// A text with its marks, made as the header of the record says.
class Text {
 public:
  explicit Text(std::string text, const std::string& lang = "en") : text_(std::move(text)) {
    Analyser analyser(lang);
    tag_ = analyser.stem_tag();
    for (const Token& token : analyser.analyse(text_)) {
      marks_.push_back({.range = token.begin << 8 | (token.end - token.begin),
                        .word = word_mark(token.word),
                        .stem = stem_mark(tag_, token.stem)});
    }
  }
  MarkedText marked() const { return {text_, marks_}; }
  TextRecord as_body() const { return {.lang = {}, .stem_tag = tag_, .title = {}, .summary = {}, .body = marked()}; }
  TextRecord as_title() const { return {.lang = {}, .stem_tag = tag_, .title = marked(), .summary = {}, .body = {}}; }

 private:
  std::string text_;
  std::string tag_;
  std::vector<TokenMark> marks_;
};

// The words to look for: each `typed`, analysed in each language.
std::vector<MatchedWord> words(const std::vector<std::string>& typed, const std::vector<std::string>& langs = {"en"}) {
  std::vector<MatchedWord> all;
  for (const std::string& one : typed) {
    MatchedWord word;
    word.word.typed = one;
    for (const std::string& lang : langs) {
      Analyser analyser(lang);
      const Token token = analyser.analyse(one).front();
      word.word.folded = token.word;
      word.word.forms.emplace_back(token.word);
      word.word.forms.emplace_back(token.word);
      word.word.marks.emplace_back(analyser.stem_tag(), stem_mark(analyser.stem_tag(), token.stem));
    }
    all.push_back(std::move(word));
  }
  return all;
}

std::string all_of(const Text& text, const std::vector<MatchedWord>& wanted) {
  Highlighter highlighter(wanted);
  return marked(Highlighter::mark_all(text.marked(), highlighter.match(text.as_body()).body));
}

std::string snippet_of(const Text& text, const std::vector<MatchedWord>& wanted) {
  Highlighter highlighter(wanted);
  return marked(Highlighter::snippet(text.marked(), highlighter.match(text.as_body()).body));
}

std::string plain(const std::vector<Fragment>& fragments) {
  std::string text;
  for (const Fragment& one : fragments) text += one.text;
  return text;
}

TEST(HighlightTest, MarksTheWordsOfTheQueryInAllTheirForms) {
  struct Row {
    const char* lang;
    const char* text;
    std::vector<std::string> typed;
    const char* marked;
  };
  const Row kRows[] = {
      {"en", "The school, the schools; pre-school!", {"schools"}, "The [school], the [schools]; pre-[school]!"},
      {"en", "School bus", {"bus", "school"}, "[School] [bus]"},
      {"en", "nothing of it", {"school"}, "nothing of it"},
      {"en", "", {"school"}, ""},
      {"fr", "L’école d’à côté, les ÉCOLES", {"ecole"}, "L’[école] d’à côté, les [ÉCOLES]"},
      {"de", "Häuser statt Haus; Straße", {"haeuser", "haus", "STRASSE"}, "[Häuser] statt [Haus]; [Straße]"},
      {"sr", "Школа у школама", {"škola"}, "[Школа] у [школама]"},
      {"tr", "Ankara'da ve ANKARA", {"ankara"}, "[Ankara]'da ve [ANKARA]"},
      {"uk", "здоров’я людей", {"здоров'я"}, "[здоров’я] людей"},
      {"en", "costs 1,300 euros", {"1300"}, "costs [1,300] euros"},
      {"en", "school <b>school</b> & school", {"school"}, "[school] <b>[school]</b> & [school]"},
  };
  for (const Row& row : kRows) EXPECT_EQ(all_of(Text(row.text, row.lang), words(row.typed, {row.lang})), row.marked);
}

TEST(HighlightTest, AWordIsMarkedByTheRulesOfTheTextsLanguageOnly) {
  // The very word is the word in every language; its English stem is nothing in a German text.
  const std::vector<MatchedWord> wanted = words({"schools"}, {"en"});
  EXPECT_EQ(all_of(Text("school schools", "de"), wanted), "school [schools]");
}

TEST(HighlightTest, QuotedWordsMarkThemselvesOnly) {
  std::vector<MatchedWord> wanted = words({"schools"});
  wanted.front().quoted = true;
  EXPECT_EQ(all_of(Text("School, schools, SCHOOLS"), wanted), "School, [schools], [SCHOOLS]");
}

TEST(HighlightTest, ManyOccurrencesOfManyWordsCountEachWordOnce) {
  const std::vector<MatchedWord> wanted = words({"alpha", "beta", "gamma"});
  Highlighter highlighter(wanted);
  const Text text("alpha beta alpha delta");
  const TextMatch match = highlighter.match(text.as_title());
  EXPECT_EQ(match.words, 0b011U);
  EXPECT_EQ(match.title.size(), 3U);
  EXPECT_THAT(match.body, IsEmpty());
  EXPECT_EQ(match.in(Field::kTitle).size(), 3U);
}

TEST(HighlightTest, TwoTypedWordsOfOneStemAreBothFound) {
  const std::vector<MatchedWord> wanted = words({"school", "schools"});
  Highlighter highlighter(wanted);
  const Text text("one school");
  EXPECT_EQ(highlighter.match(text.as_body()).words, 0b11U);
}

TEST(HighlightTest, MoreThanSixtyFourWordsAreNoTrouble) {
  std::vector<std::string> typed;
  std::string text;
  for (int i = 0; i < 100; ++i) {
    typed.push_back("w" + std::to_string(i));
    text += typed.back() + ' ';
  }
  const std::vector<MatchedWord> wanted = words(typed);
  Highlighter highlighter(wanted);
  const Text long_text(text);
  EXPECT_EQ(highlighter.match(long_text.as_body()).words, ~std::uint64_t{0});
}

TEST(HighlightTest, AShortTextIsItsOwnSnippet) {
  EXPECT_EQ(snippet_of(Text("A school.\n"), words({"school"})), "A [school].");
  EXPECT_EQ(snippet_of(Text("A school.\nA bus.\n"), words({"bus"})), "A school. A [bus].");
  EXPECT_EQ(snippet_of(Text(""), words({"school"})), "");
  EXPECT_EQ(snippet_of(Text("\n\n"), words({"school"})), "");
}

std::string filler(std::size_t sentences) {
  std::string text;
  for (std::size_t i = 0; i < sentences; ++i) text += "Here somebody says a few words that nobody asked for. ";
  return text;
}

TEST(HighlightTest, WithoutAnOccurrenceTheSnippetIsTheBeginning) {
  const std::string snippet = snippet_of(Text(filler(20)), words({"school"}));
  EXPECT_THAT(snippet, StartsWith("Here somebody says"));
  EXPECT_THAT(snippet, EndsWith(" …"));
}

TEST(HighlightTest, TheSnippetBeginsWithTheSentenceWhereOneIsNear) {
  const std::string snippet =
      snippet_of(Text(filler(20) + "At last a school opened. " + filler(20)), words({"school"}));
  EXPECT_THAT(snippet, StartsWith("At last a [school] opened. Here"));
  EXPECT_THAT(snippet, EndsWith(" …"));
}

TEST(HighlightTest, InALongSentenceTheSnippetBeginsWithAWordAndAnEllipsis) {
  std::string endless;
  for (int i = 0; i < 80; ++i) endless += "endless ";
  const std::string snippet = snippet_of(Text(endless + "school " + endless), words({"school"}));
  EXPECT_THAT(snippet, StartsWith("… endless "));
  EXPECT_THAT(snippet, HasSubstr("endless [school] endless"));
  EXPECT_THAT(snippet, EndsWith("endless …"));
}

TEST(HighlightTest, TheSnippetShowsAsManyDifferentWordsAsPossible) {
  const std::string text = "The school, the school, the school. " + filler(20) + "The bus to school. " + filler(20) +
                           "The bus. " + filler(3);
  EXPECT_THAT(snippet_of(Text(text), words({"school", "bus"})), StartsWith("The [bus] to [school]."));
}

TEST(HighlightTest, AnOccurrenceAtTheVeryEndIsShown) {
  EXPECT_THAT(snippet_of(Text(filler(20) + "The school\n"), words({"school"})),
              AllOf(EndsWith("The [school]"), Not(HasSubstr("…"))));
}

TEST(HighlightTest, PrefixesMarkTheirCompletions) {
  MatchedWord prefix;
  prefix.prefix = true;
  prefix.word.typed = "scho";
  prefix.completions = {"school", "scholarship"};
  const std::vector<MatchedWord> wanted = {prefix};
  EXPECT_EQ(all_of(Text("School, scholarship, scholar"), wanted), "[School], [scholarship], scholar");
}

// Whether `text` is one of `words`, or several of them side by side: those of scripts without spaces are marked
// together.
bool is_chain_of(std::string_view text, const std::set<std::string>& words) {
  return text.empty() || std::any_of(words.begin(), words.end(), [&](const std::string& word) {
           return text.starts_with(word) && is_chain_of(text.substr(word.size()), words);
         });
}

// What every snippet must be, whatever the text and the words.
void expect_sound_snippet(const MarkedText& text, const std::vector<Fragment>& snippet,
                          const std::set<std::string>& marked_words) {
  std::string flat(text.text);
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  std::string shown = plain(snippet);
  ASSERT_TRUE(is_valid_utf8(shown)) << shown;
  constexpr std::string_view kBefore = "… ";
  constexpr std::string_view kAfter = " …";
  if (shown.starts_with(kBefore)) shown.erase(0, kBefore.size());
  if (shown.ends_with(kAfter)) shown.resize(shown.size() - kAfter.size());
  ASSERT_LE(shown.size(), kSnippetBytes + 3);
  ASSERT_NE(flat.find(shown), std::string::npos) << "not a part of the text: " << shown;
  bool mark = false;
  for (std::size_t i = 0; i < snippet.size(); ++i) {
    ASSERT_FALSE(snippet[i].text.empty());
    ASSERT_TRUE(is_valid_utf8(snippet[i].text)) << snippet[i].text;
    ASSERT_TRUE(i == 0 || snippet[i].mark != mark) << "two fragments of one kind side by side";
    mark = snippet[i].mark;
    ASSERT_TRUE(!mark || is_chain_of(snippet[i].text, marked_words)) << snippet[i].text;
  }
}

TEST(HighlightTest, EverySnippetIsAPartOfItsTextWithTheRightWordsMarked) {
  static constexpr std::string_view kWords[] = {"школа",          "ecole",  "日本語", "🏠🏡",  "a",   "straße",
                                                "l’eau",          "U.S.A.", "naïve",  "3,5", "быт", "ß",
                                                "e\u0301t\u0301", "co-op",  "שלום",   "Χώρα"};
  static constexpr std::string_view kBetween[] = {" ",  " ", " ",  " ",    ", ", ". ", "\n",
                                                  "! ", "—", "  ", "\n\n", "… ", "-"};
  static constexpr std::string_view kLangs[] = {"en", "fr", "sr", "und", "tr"};
  Random random(9);
  for (int round = 0; round < 1500; ++round) {
    const std::string lang(random.of(kLangs));
    std::string body;
    for (std::size_t i = random.below(200); i > 0; --i) {
      body += random.of(kWords);
      if (random.one_in(40)) body += random.chain(kWords, 20);  // no space for long
      body += random.of(kBetween);
    }
    const Text text(body, lang);
    const std::string typed(random.of(kWords));
    Analyser analyser(lang);
    if (analyser.analyse(typed).empty()) continue;
    const std::vector<MatchedWord> wanted = words({typed}, {lang});
    std::set<std::string> expected;  // the forms in the text that have the stem of the word typed
    const std::string stem(analyser.analyse(typed).front().stem);
    const std::string folded(analyser.analyse(typed).front().word);
    for (const Token& token : analyser.analyse(body)) {
      if (token.stem == stem || token.word == folded)
        expected.insert(body.substr(token.begin, token.end - token.begin));
    }
    Highlighter highlighter(wanted);
    const std::vector<Occurrence> occurrences = highlighter.match(text.as_body()).body;
    const std::vector<Fragment> snippet = Highlighter::snippet(text.marked(), occurrences);
    expect_sound_snippet(text.marked(), snippet, expected);
    if (HasFatalFailure()) FAIL() << body;
    if (!occurrences.empty()) {
      ASSERT_TRUE(std::any_of(snippet.begin(), snippet.end(), [](const Fragment& one) { return one.mark; })) << body;
    }
    const std::vector<Fragment> whole = Highlighter::mark_all(text.marked(), occurrences);
    std::string flat = body;
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    ASSERT_EQ(plain(whole), flat);
  }
}

TEST(HighlightTest, SnippetsOfAnIndexAreSoundToo) {
  static constexpr std::string_view kWords[] = {"school", "école", "bus", "Straße", "школа", "famílias", "the", "and"};
  Random random(10);
  std::vector<Practice> practices;
  for (int i = 0; i < 60; ++i) {
    std::string body;
    for (std::size_t n = random.between(1, 120); n > 0; --n) {
      body.append(random.of(kWords)).append(random.one_in(8) ? ".\n\n" : random.one_in(5) ? ", *so*, " : " ");
    }
    practices.push_back(
        practice("p" + std::to_string(i)).text(random.one_in(2) ? "en" : "sr", "School", "A bus.", body));
  }
  const TestIndex index(practices);
  for (const char* q : {"school", "bus+Stra%C3%9Fe", "%C5%A1kola", "scho*", "%22the+bus%22"}) {
    const SearchResult result = index.search(std::string("per_page=100&q=") + q);
    ASSERT_FALSE(result.hits.empty()) << q;
    for (const Hit& one : result.hits) {
      const Record record = index.generation()->record(*index.generation()->document(one.id));
      const MarkedText& body = record.texts.front().body;
      std::string flat(body.text);
      std::replace(flat.begin(), flat.end(), '\n', ' ');
      std::string shown = plain(one.snippet);
      if (shown.starts_with("… ")) shown.erase(0, std::string("… ").size());
      if (shown.ends_with(" …")) shown.resize(shown.size() - std::string(" …").size());
      EXPECT_TRUE(flat.find(shown) != std::string::npos || shown == record.texts.front().summary.text) << shown;
    }
  }
}

TEST(HighlightTest, AVeryLongWordIsCutBetweenCharacters) {
  // Marks are at most 255 bytes long, an odd number; Cyrillic letters have two.
  std::string word;
  for (int i = 0; i < 200; ++i) word += "ж";
  const TestIndex index({practice("long").text("uk", "Слово " + word, "Слово", "Слово " + word + " слово")});
  const SearchResult result = index.search("q=" + word);
  ASSERT_THAT(ids(result), ElementsAre("long"));
  for (const std::vector<Fragment>& fragments : {result.hits[0].title_marked, result.hits[0].snippet}) {
    for (const Fragment& one : fragments) EXPECT_TRUE(is_valid_utf8(one.text)) << one.text;
  }
  for (const Why& why : result.hits[0].why) EXPECT_TRUE(is_valid_utf8(why.matched));
}

}  // namespace
}  // namespace gp
