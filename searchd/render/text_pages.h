// The long texts of the site: web/texts/<name>/<lang>.md, CommonMark with its sections from `##` on, in every language
// of the interface. What a text is called stands in the messages: "about.title". Immutable after reading.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searchd/render/markdown.h"
#include "searchd/render/page.h"
#include "searchd/render/view.h"

namespace gp {

inline constexpr std::array<std::string_view, 3> kTextPages = {"about", "accessibility", "privacy"};

class TextPages {
 public:
  // Throws std::runtime_error naming the text that is missing.
  TextPages(const std::string& folder, const std::vector<std::string>& languages);

  const std::vector<Section>& sections(std::string_view name, const std::string& language) const;

 private:
  std::map<std::pair<std::string, std::string>, std::vector<Section>, std::less<>> sections_;
};

Data text_page(View& view, std::string_view name, const std::vector<Section>& sections,
               const std::vector<EvidenceClass>& evidence, const std::string& contact);

}  // namespace gp
