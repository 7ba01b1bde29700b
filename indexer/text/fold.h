// Helpers of the text library that its other files share. fold() and is_valid_utf8() are public: analyser.h.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gp {

// Lower case in NFKC with the accents kept: what the stemmers expect. Turkish: I is dotless, so it becomes ı, and İ i.
std::string lower(std::string_view utf8, bool turkish);

// Length in bytes of the apostrophe that `utf8` starts with, of whatever shape (' ’ ‘ ʼ ＇); 0: it starts with none.
std::size_t apostrophe_at(std::string_view utf8);

// The longest prefix of at most `bytes` bytes, or of at most `letters` code points, that ends at a code point boundary.
std::string_view first_bytes(std::string_view utf8, std::size_t bytes);
std::string_view first_letters(std::string_view utf8, std::size_t letters);

// Throws std::runtime_error naming `operation` if ICU reports that it failed. `status` is a UErrorCode.
void check_icu(int status, const char* operation);

}  // namespace gp
