// The body of a practice as the sections of its page. CommonMark by libcmark in its safe mode: raw HTML and links to
// anything that could run are left out, and so are pictures, of which the alternative text stays.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gp {

struct Section {
  std::string heading{};  // plain text; empty: what stands before the first heading
  std::string html{};     // safe to put into a page as it is

  bool operator==(const Section&) const = default;
};

// One section for each heading of the highest level there is. `level` is that of the sections' own headings on the
// page; those inside begin one below.
std::vector<Section> to_sections(std::string_view markdown, int level = 2);

}  // namespace gp
