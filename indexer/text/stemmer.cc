// Snowball's algorithms read accents (French "marché" is not "marche"), so they get the word before folding and the
// stem is folded afterwards; what is typed without accents meets it in most languages all the same, and else by its
// folded form.
#include "indexer/text/stemmer.h"

#include <libstemmer.h>

#include <stdexcept>
#include <utility>

#include "indexer/text/analyser.h"
#include "indexer/text/fold.h"
#include "indexer/text/latvian.h"
#include "indexer/text/slavic.h"

namespace gp {
namespace {

constexpr std::size_t kStemLetters = 5;
constexpr std::size_t kShortestStem = 3;

// Without the vowel, words that are themselves not longer would only meet themselves: škola, školy; градот, град.
// Measured on the DDTP collection (nDCG@10, 1,000 queries each) against five letters as they are: cs .8175 -> .8182, sk
// .8106 -> .8217, pl .7932 -> .7929, uk .7855 -> .7846.
//
// Russian, for which there is Snowball, has .7854 with it and .7960 without.
//
// Light stemmers, which cut off endings by a table and leave long words long, are worse: cs .8188 -> .7869, sk .8211 ->
// .8077, pl .7970 -> .7746, uk .7875 -> .7733 (with the exact forms at half weight). Their first five letters do as
// well as those of the word, and no better: cs -.0004, sk +.0023, pl +.0007, uk .0000. Finding a concept of the
// vocabulary by one of its labels from its others (about 3,000 labels a language) tells the same of bg +.0015, et
// +.0043, mk +.0046, sl -.0022 and sq -.0044 - standard errors .002 to .003 - but Latvian, where even the nominative
// has an ending, gains .0162: .6158 -> .6320.
std::string_view first_five(std::string_view folded) {
  const std::string_view letters = first_letters(folded, kStemLetters);
  for (const std::string_view vowel :
       {"a", "e", "i", "o", "u", "y", "а", "е", "и", "о", "у", "ы", "я", "ю", "є", "і", "ї", "й", "ъ", "ь"}) {
    if (!letters.ends_with(vowel)) continue;
    const std::string_view rest = letters.substr(0, letters.size() - vowel.size());
    return first_letters(rest, kShortestStem - 1) != rest ? rest : letters;
  }
  return letters;
}

// Snowball's Romanian knows ş and ţ with a cedilla only; correct spelling has a comma below.
std::string with_cedilla(std::string_view romanian) {
  std::string result(romanian);
  for (const auto& [comma, cedilla] : {std::pair{"ș", "ş"}, std::pair{"ț", "ţ"}}) {
    for (std::size_t at = 0; (at = result.find(comma, at)) != std::string::npos;) result.replace(at, 2, cedilla);
  }
  return result;
}

// Snowball makes υπηρεσ of υπηρεσία, a service, but υπηρεσι of υπηρεσίες. Finding concepts by their labels (see above)
// gains .0182: .5630 -> .5812.
std::string_view without_final_iota(std::string_view greek) {
  const std::string_view iota = "ι";
  if (!greek.ends_with(iota)) return greek;
  const std::string_view rest = greek.substr(0, greek.size() - iota.size());
  return first_letters(rest, kShortestStem - 1) != rest ? rest : greek;
}

}  // namespace

Stemmer::Stemmer(const Language& language)
    : stemming_(language.stemming),
      romanian_(language.algorithm == "romanian"),
      latvian_(language.algorithm == "latvian"),
      slavic_(language.algorithm == "slavic"),
      greek_(language.algorithm == "greek") {
  if (stemming_ != Stemming::kSnowball) return;
  snowball_ = sb_stemmer_new(std::string(language.algorithm).c_str(), nullptr);
  if (!snowball_) throw std::runtime_error("libstemmer has no algorithm '" + std::string(language.algorithm) + "'");
}

Stemmer::Stemmer(Stemmer&& other) noexcept
    : stemming_(other.stemming_),
      romanian_(other.romanian_),
      latvian_(other.latvian_),
      slavic_(other.slavic_),
      greek_(other.greek_),
      snowball_(std::exchange(other.snowball_, nullptr)) {}

Stemmer& Stemmer::operator=(Stemmer&& other) noexcept {
  std::swap(stemming_, other.stemming_);
  std::swap(romanian_, other.romanian_);
  std::swap(latvian_, other.latvian_);
  std::swap(slavic_, other.slavic_);
  std::swap(greek_, other.greek_);
  std::swap(snowball_, other.snowball_);
  return *this;
}

Stemmer::~Stemmer() {
  sb_stemmer_delete(snowball_);
}

std::string Stemmer::stem(std::string_view lower, std::string_view folded) {
  if (stemming_ == Stemming::kFirstFive) {
    if (latvian_) return std::string(first_letters(latvian_stem(folded), kStemLetters));
    return std::string(first_five(slavic_ ? without_slavic_ending(folded) : folded));
  }
  if (stemming_ == Stemming::kSnowball) {
    const std::string word = romanian_ ? with_cedilla(lower) : std::string(lower);
    const sb_symbol* bytes =
        sb_stemmer_stem(snowball_, reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
    if (!bytes) throw std::bad_alloc();
    const auto size = static_cast<std::size_t>(sb_stemmer_length(snowball_));
    std::string stem = fold({reinterpret_cast<const char*>(bytes), size});
    if (greek_) stem = std::string(without_final_iota(stem));
    if (!stem.empty()) return stem;  // Greek has words whose stem is empty
  }
  return std::string(folded);
}

}  // namespace gp
