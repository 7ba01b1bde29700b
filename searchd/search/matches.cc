#include "searchd/search/matches.h"

#include "searchd/search/facets.h"
#include "searchd/search/generation.h"
#include "searchd/search/retrieval.h"

namespace gp {

DocSet matches_of(const Query& query, const Generation& generation) {
  return Filters(query, generation).apply(retrieve(query, generation, {}).matches, kFacetNames.size());
}

}  // namespace gp
