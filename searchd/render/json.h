// Search results as JSON, in the shapes of the public interface. Strings are valid UTF-8; bytes that are not are
// replaced.
#pragma once

#include <string>
#include <vector>

#include "searchd/search/result.h"

namespace gp {

std::string search_json(const SearchResult& result);
std::string suggest_json(const std::vector<Suggestion>& suggestions);
std::string facet_json(const std::string& facet, const std::vector<FacetValue>& values);
std::string practice_json(const PracticeView& view);
std::string hits_json(const std::vector<Hit>& hits);

// RFC 9457. `parameter` names what is wrong with the address; empty if nothing of it is.
std::string problem_json(int status, const std::string& title, const std::string& detail, const std::string& parameter);

}  // namespace gp
