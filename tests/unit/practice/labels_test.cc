#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/practice/vocabulary.h"

namespace gp {
namespace {

TEST(SerbianToLatin, HasAllThirtyLetters) {
  EXPECT_EQ(serbian_to_latin("абвгдђежзијклљмнњопрстћуфхцчџш"), "abvgdđežzijklljmnnjoprstćufhcčdžš");
  EXPECT_EQ(serbian_to_latin("А Б В Г Д Ђ Е Ж З И Ј К Л Љ М Н Њ О П Р С Т Ћ У Ф Х Ц Ч Џ Ш"),
            "A B V G D Đ E Ž Z I J K L Lj M N Nj O P R S T Ć U F H C Č Dž Š");
}

TEST(SerbianToLatin, WritesTheMontenegrinLettersWithTheirAccent) {
  EXPECT_EQ(serbian_to_latin("С\u0301утра, с\u0301утра, З\u0301еница, из\u0301еница"), "Śutra, śutra, Źenica, iźenica");
}

TEST(SerbianToLatin, WritesDigraphsInCapitalsAmongCapitals) {
  EXPECT_EQ(serbian_to_latin("Љубљана, ЉУБЉАНА, ЊЕГОШ, Његош, ЏЕП, Џеп"),
            "Ljubljana, LJUBLJANA, NJEGOŠ, Njegoš, DŽEP, Džep");
  EXPECT_EQ(serbian_to_latin("КОЊ"), "KONJ");
  EXPECT_EQ(serbian_to_latin("Њ. Петровић"), "Nj. Petrović");
}

TEST(SerbianToLatin, LeavesOtherCharactersAlone) {
  EXPECT_EQ(serbian_to_latin("Graz 2011 – ёж 😀"), "Graz 2011 – ёž 😀");
  EXPECT_EQ(serbian_to_latin(""), "");
}

TEST(LabelFor, PrefersTheTagItself) {
  EXPECT_EQ(label_for({{"en", "Housing"}, {"fr", "Logement"}}, "fr"), "Logement");
  EXPECT_EQ(label_for({{"en", "a"}, {"pt", "b"}, {"pt-BR", "c"}}, "pt-BR"), "c");
}

TEST(LabelFor, GivesSerbianInLatinScript) {
  EXPECT_EQ(label_for({{"en", "Housing"}, {"sr", "Становање"}}, "sr-Latn"), "Stanovanje");
  EXPECT_EQ(label_for({{"en", "Housing"}, {"sr", "Становање"}}, "sr"), "Становање");
  EXPECT_EQ(label_for({{"en", "Housing"}}, "sr-Latn"), "Housing");
}

TEST(LabelFor, FallsBackToTheTagWithoutSubtags) {
  EXPECT_EQ(label_for({{"en", "Housing"}, {"de", "Wohnen"}}, "de-AT"), "Wohnen");
}

TEST(LabelFor, GivesBosnianMontenegrinAndCroatianReadersEachOthersLabel) {
  EXPECT_EQ(label_for({{"en", "Housing"}, {"hr", "Stanovanje"}, {"sr", "Х"}}, "cnr"), "Stanovanje");
  EXPECT_EQ(label_for({{"en", "Housing"}, {"cnr", "Stanovanje"}}, "bs-BA"), "Stanovanje");
  EXPECT_EQ(label_for({{"en", "Housing"}, {"sr", "Становање"}}, "hr"), "Stanovanje");
}

TEST(LabelFor, FallsBackToEnglishThenToAnyThenToNothing) {
  EXPECT_EQ(label_for({{"de", "Wohnen"}, {"en", "Housing"}}, "fi"), "Housing");
  EXPECT_EQ(label_for({{"de", "Wohnen"}}, "fi"), "Wohnen");
  EXPECT_EQ(label_for({}, "fi"), "");
}

}  // namespace
}  // namespace gp
