#include "indexer/practice/sections.h"

#include <algorithm>

namespace gp {
namespace {

std::string_view without(std::string_view text, std::string_view ends) {
  const std::size_t first = text.find_first_not_of(ends);
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(ends) + 1 - first);
}

}  // namespace

std::vector<BodySection> sections_of(std::string_view body) {
  std::vector<BodySection> sections;
  std::string_view fence;
  std::size_t number = 0;
  for (std::size_t start = 0; start < body.size(); ++number) {
    const std::size_t end = std::min(body.find('\n', start), body.size());
    const std::string_view line = body.substr(start, end - start);
    const std::size_t next = std::min(end + 1, body.size());
    const bool heading = fence.empty() && line.starts_with("## ");
    if (line.starts_with("```") || line.starts_with("~~~")) {
      if (fence.empty()) {
        fence = line.substr(0, 3);
      } else if (line.starts_with(fence)) {
        fence = {};
      }
    }
    if (heading) {
      sections.push_back({std::string(without(without(line.substr(3), " \t"), "# \t")), number, body.substr(next, 0)});
    } else if (!sections.empty()) {
      std::string_view& content = sections.back().content;
      content = std::string_view(content.data(), static_cast<std::size_t>(body.data() + next - content.data()));
    }
    start = end + 1;
  }
  return sections;
}

std::vector<std::string> section_headings(const Vocabulary& vocabulary, const std::string& language) {
  const std::string bare = language.substr(0, language.find('-'));
  std::vector<std::string> headings;
  for (const Concept& section : vocabulary.sections.concepts()) {
    const auto& labels = section.pref_label;
    if (labels.contains(language) || labels.contains(bare)) headings.push_back(label_for(labels, language));
  }
  return headings;
}

}  // namespace gp
