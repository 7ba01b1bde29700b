// Which practices a query is answered with: all of them, without an order.
#pragma once

#include "searchd/search/doc_set.h"
#include "searchd/search/query.h"

namespace gp {

class Generation;

// Under words and filters, as Searcher::search has them: as many as its total. Throws BadRequest for a filter value the
// index does not have.
DocSet matches_of(const Query& query, const Generation& generation);

}  // namespace gp
