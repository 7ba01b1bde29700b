#include "searchd/search/matches.h"

#include <xapian.h>

#include "searchd/search/facets.h"
#include "searchd/search/generation.h"
#include "searchd/search/retrieval.h"

namespace gp {

DocSet matches_of(const Query& query, const Generation& generation) {
  const Filters filters(query, generation);
  if (query.q.empty()) return filters.apply(generation.all(), kFacetNames.size());
  Xapian::Database database = generation.database();
  Retriever retriever(generation, database);
  return filters.apply(retriever.retrieve(query).matches, kFacetNames.size());
}

}  // namespace gp
