// Stems of single words. Private to the text library.
#pragma once

#include <string>
#include <string_view>

#include "indexer/text/language.h"

struct sb_stemmer;

namespace gp {

// Not thread-safe. Movable only.
class Stemmer {
 public:
  // Throws std::runtime_error if libstemmer does not know the language's algorithm.
  explicit Stemmer(const Language& language);
  Stemmer(Stemmer&& other) noexcept;
  Stemmer& operator=(Stemmer&& other) noexcept;
  ~Stemmer();

  // The folded stem of a word given in lower case with its accents, and folded. Never empty unless `folded` is.
  std::string stem(std::string_view lower, std::string_view folded);

 private:
  Stemming stemming_;
  bool romanian_;
  bool latvian_;
  bool slavic_;
  bool greek_;
  sb_stemmer* snowball_ = nullptr;
};

}  // namespace gp
