// Practices as hits: the text in the reader's language, the snippet, and why it matched.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "searchd/search/highlight.h"
#include "searchd/search/result.h"
#include "searchd/search/retrieval.h"

namespace gp {

class Generation;
struct FacetLabels;

class HitMaker {
 public:
  // All must outlive the maker. `words` may be empty: then hits have their summary's beginning and no why. Not
  // thread-safe.
  HitMaker(const Generation& generation, const std::vector<MatchedWord>& words, const std::string& lang);

  Hit make(std::uint32_t document, double score);

 private:
  void explain(Hit& hit, std::uint32_t document, const Record& record, const std::vector<TextMatch>& matches,
               std::size_t shown) const;

  const Generation& generation_;
  const std::vector<MatchedWord>& words_;
  const std::string& lang_;
  std::shared_ptr<const FacetLabels> labels_;
  Highlighter highlighter_;
};

}  // namespace gp
