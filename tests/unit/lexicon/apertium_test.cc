// Transducers of Apertium: the bytes are those of Debian's lt-comp for small dictionaries.
#include "indexer/lexicon/apertium.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string_view>

#include "tests/unit/lexicon/dictionary_folder.h"

namespace gp {
namespace {

using namespace std::string_view_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kTransducers =
    "LTTB\000\000\000\000\000\000\000\000\000\006\001@n\001@f\001@m\005@v@b@l@e@x\002@p@r\002@n@p0\006\006B\037@k"
    "@i@y@u@i@g@{@r@kA\011@r\005@g\004\005\006\004@g@g@v@mA\011@{\006\005@s@o@k@x@x\002@m\006@k\006\002\006@p@v@u"
    "@r@y@g\005@t\006@z\006@g\006&\006@h\006@p@i@i@{@u\001@t\006\001@X@X@u@u@s@s\000\00066778899::;;<<==>>\077"
    "\077\005\005\002\023@f@i@n@a@l@@@i@n@c@o@n@d@i@t@i@o@n@a@lLTTD\000\000\000\000\000\000\000\000\000\001\002"
    "\003\012%\001\001\001\001\001\001\001\001\001\001\001\001\001\001\001\001\001\001\001\013%\000\001\000\001"
    "\000\001\000\001\000\001\000\001\000\001\000\001\000\001\000\001\001\000\015@m@a@i@n@@@s@t@a@n@d@a@r@dLTTD"
    "\000\000\000\000\000\000\000\000\000\001\027$\006\001\001\011\002\004\003\006\004\011\005\004\006\001\002"
    "\006\001\013\006\001\017\006\001\025\006\001\036\006\001\042\006\001\003\006\001\014\006\001\020\006\001\026"
    "\006\001\037\006\001#\006\001\004\006\001\007\006\001\021\006\001\027\006\001 \006\001\012\006\001\005\006"
    "\001\015\003\001\022\005\001\030\005\000\001$#\001\006\003\001\023!\001\031\002\001\007\002\001\032\002\001"
    "\010\002\001\033\002\001\011\033\001\031\001\001\034\001\001\031\025"sv;

std::vector<std::string> pairs_in(std::string_view bytes) {
  std::vector<std::string> pairs;
  read_transducers(bytes, [&pairs](const DictionaryEntry& entry) {
    pairs.push_back(entry.headwords.at(0) + "=" + entry.translations.at(0).text);
  });
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

TEST(Apertium, ShowsLemmasOfWordsWithMeaning) {
  EXPECT_THAT(pairs_in(kTransducers), ElementsAre("apă=agua", "merge=ir", "școală=escuela"))
      << "neither a phrase, a preposition nor a name";
}

TEST(Apertium, DamagedBytesAreRefusedOrHarmless) {
  EXPECT_THROW(pairs_in(""), std::runtime_error);
  EXPECT_THROW(pairs_in("LTTX"), std::runtime_error);
  for (std::size_t at = 0; at < kTransducers.size(); ++at) {
    EXPECT_THROW(pairs_in(kTransducers.substr(0, at)), std::runtime_error) << at;
    for (const char byte : {'\x00', '\x01', '\x7f', '\xff'}) {
      std::string damaged(kTransducers);
      damaged[at] = byte;
      try {
        pairs_in(damaged);
      } catch (const std::runtime_error&) {
      }
    }
  }
}

TEST(Apertium, ServesBesideTheOtherDictionaries) {
  TempFolder folder;
  write_file(folder.path("dictd/readme"), "");
  EXPECT_THAT(list_apertium(folder.path("apertium")), IsEmpty());
  write_file(folder.path("apertium/apertium-es-ro/ro-es.autobil.bin"), kTransducers);
  const auto warn = [](const std::string& text) { FAIL() << text; };
  const auto opened = open_dictionaries(folder.path("dictd"), folder.path("cache"), warn);
  ASSERT_TRUE(opened);
  const std::string section = compile_lexicon(*opened, collection_of({"es", "ro"}));
  EXPECT_THAT(translations(section, "ro", "școală", "es"), ElementsAre("escuela"));
  EXPECT_THAT(translations(section, "es", "agua", "ro"), ElementsAre("apa"));

  write_file(folder.path("apertium/apertium-es-ro/ro-es.autobil.bin"), "no such thing");
  std::vector<std::string> warnings;
  open_dictionaries(folder.path("dictd"), folder.path("cache"),
                    [&](const std::string& text) { warnings.push_back(text); });
  EXPECT_THAT(warnings, ElementsAre(HasSubstr("ro-es.autobil.bin")));
}

}  // namespace
}  // namespace gp
