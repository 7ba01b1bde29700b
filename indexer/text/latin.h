// Words of all scripts in one, so that names and words of common origin are alike across languages: школа is skola,
// Θεσσαλονίκη is thessalonike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gp {

// Each word in letters a-z and digits, as ICU's Any-Latin and Latin-ASCII write it; what has no such form is left out,
// so a result may be empty. `folded_words` are as fold() leaves them. Many at once cost little more than one.
std::vector<std::string> to_latin(const std::vector<std::string_view>& folded_words);

}  // namespace gp
