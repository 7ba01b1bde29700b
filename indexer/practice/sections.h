// The sections of a text: its headings of the second level, which are to be those of vocabulary/sections.yaml.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/practice/vocabulary.h"

namespace gp {

// One section of a Markdown body, from its heading to the next.
struct BodySection {
  std::string heading{};
  std::size_t line = 0;        // of the heading, from 0 within the body
  std::string_view content{};  // what stands beneath, within the body
};

// Headings inside fenced code are text. A scan by lines, not a Markdown parser: it is linear whatever the text.
std::vector<BodySection> sections_of(std::string_view body);

// The headings of a language in their order; empty when sections.yaml has none for it.
std::vector<std::string> section_headings(const Vocabulary& vocabulary, const std::string& language);

}  // namespace gp
