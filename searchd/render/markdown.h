// The body of a practice as the sections of its page. CommonMark by libcmark in its safe mode: raw HTML and links to
// anything that could run are left out, and so are pictures, of which the alternative text stays.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gp {

struct Section {
  std::string heading{};  // plain text; empty: what stands before the first heading
  std::string html{};     // safe to put into a page as it is; headings in it begin at h3

  bool operator==(const Section&) const = default;
};

// One section for each heading of the highest level there is.
std::vector<Section> to_sections(std::string_view markdown);

}  // namespace gp
