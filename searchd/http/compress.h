// Compressed bodies. Pure functions, safe in any number of threads.
#pragma once

#include <string>
#include <string_view>

#include "searchd/http/negotiate.h"

namespace gp {

// What is shorter than this is sent as it is: a packet holds it anyway.
inline constexpr std::size_t kWorthCompressing = 1024;

enum class Effort { kFast, kBest };  // while a reader waits; once, at start

// Whether the media type (with or without parameters) is text, as everything is that the site makes itself.
bool is_compressible(std::string_view media_type);

// The body in that coding, in no more memory than it needs, since it may be kept. Throws std::runtime_error when memory
// runs out.
std::string compress(std::string_view body, Coding coding, Effort effort);

}  // namespace gp
