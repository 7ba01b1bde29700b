#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <random>

#include "indexer/text/analyser.h"
#include "tests/unit/text/words.h"

namespace gp {
namespace {

TEST(FoldTest, LettersLoseAccentsAndCase) {
  for (const auto& [text, expected] :
       {std::pair{"", ""},
        {"Plain ASCII, 2013", "plain ascii, 2013"},
        {"ÀÉÎÕÜ ç ñ", "aeiou c n"},
        {"e\u0301", "e"},
        {"Straße STRAẞE", "strasse strasse"},
        {"Łódź đak øl åre æble œuvre þing ðan", "lodz dak ol are aeble oeuvre thing dan"},
        {"ısı İzmir", "isi izmir"},
        {"ħobża", "hobza"},
        {"ΣΧΟΛΕΊΟΣ σχολείος", "σχολειοσ σχολειοσ"},
        {"Й й Ї ї Ё ё ѝ Ґ", "й й ї ї е е и г"},
        {"и\u0301\u0306", "й"},
        {"ѓ ќ", "г к"},
        {"’ ‘ ʼ", "' ' '"},
        {"co\u00ADop", "coop"},
        {"ﬁ Ｆｕｌｌ ２０", "fi full 20"},
        {"한국", "한국"}}) {
    EXPECT_EQ(fold(text), expected) << text;
  }
}

TEST(FoldTest, FoldingTwiceChangesNothingForEveryCharacter) {
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if ((c >= 0xD800 && c <= 0xDFFF) || !u_isdefined(static_cast<UChar32>(c))) continue;
    const std::string once = fold(encoded(c));
    ASSERT_EQ(fold(once), once) << "U+" << std::hex << static_cast<std::uint32_t>(c);
  }
}

TEST(FoldTest, FoldingTwiceChangesNothingForRandomText) {
  std::mt19937 random(2);
  // Bases, marks of all classes and invisible characters next to each other: where composition could go astray.
  const char32_t kBlocks[] = {0x41,   0xC0,   0x300,  0x320,  0x340,  0x390,  0x418,  0x438,  0x456,
                              0x483,  0x5B0,  0x627,  0x640,  0x650,  0x900,  0x93C,  0x1100, 0x1160,
                              0x11A8, 0x1DC0, 0x1E00, 0x1F00, 0x200B, 0x20D0, 0x3099, 0xAC00, 0x115F};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::uint32_t i = 0; i < 1 + random() % 8; ++i) {
      text += encoded(kBlocks[random() % std::size(kBlocks)] + static_cast<char32_t>(random() % 0x20));
    }
    const std::string once = fold(text);
    ASSERT_EQ(fold(once), once) << text;
  }
}

TEST(Utf8Test, OnlyWellFormedBytesAreValid) {
  for (const std::string_view valid : {"", "abc", "é", "€", "😀", "\u07FF\u0800\uFFFD"})
    EXPECT_TRUE(is_valid_utf8(valid));
  EXPECT_TRUE(is_valid_utf8(std::string_view("\0", 1)));
  EXPECT_TRUE(is_valid_utf8("\xF4\x8F\xBF\xBF"));
  for (const char* invalid :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC3", "a\xC3(", "\xE2\x82", "\xF0\x9F\x98", "\xFF", "\xFE"}) {
    EXPECT_FALSE(is_valid_utf8(invalid)) << testing::PrintToString(invalid);
  }
}

}  // namespace
}  // namespace gp
