#include "searchd/search/place_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "searchd/search/generation.h"
#include "searchd/search/thread_analyser.h"

namespace gp {
namespace {

// How likely it is that a name means a place, the likeliest first.
enum class Named { kById, kShown, kPreferred, kOther, kHidden };

// As ConceptIndex has its keys.
std::string word_key(std::string_view text, std::string_view lang) {
  std::string key;
  for (const Token& token : thread_analyser(lang).analyse(text)) {
    if (!key.empty()) key += ' ';
    key += token.word;
  }
  return key;
}

// The words of a name as the reader's language takes them, as no language does, and in the Latin letters that Serbian
// names are known by.
std::set<std::string> word_keys(std::string_view text, const std::string& lang) {
  std::set<std::string> keys;
  for (const std::string_view one : {std::string_view(lang), std::string_view("und"), std::string_view("sr")}) {
    keys.insert(word_key(text, one));
  }
  keys.erase("");
  return keys;
}

Named how(const ConceptLabel& label, const Place& place, const std::string& lang) {
  if (label.hidden) return Named::kHidden;
  if (label.label == label_for(place.pref_label, lang)) return Named::kShown;
  const auto preferred = place.pref_label.find(label.lang);
  return preferred != place.pref_label.end() && preferred->second == label.label ? Named::kPreferred : Named::kOther;
}

}  // namespace

std::vector<const Place*> find_places(const Generation& generation, std::string_view typed, const std::string& lang,
                                      std::string_view country) {
  const Scheme<Place>& places = generation.vocabulary().places;
  std::map<const Place*, Named> found;
  const auto add = [&](const Place* place, Named named) {
    if (place == nullptr || (!country.empty() && place->country != country)) return;
    const auto [known, fresh] = found.emplace(place, named);
    if (!fresh) known->second = std::min(known->second, named);
  };
  add(places.find(typed), Named::kById);
  for (const std::string& key : word_keys(typed, lang)) {
    for (const std::uint32_t number : generation.concepts().find(key)) {
      const ConceptLabel& label = generation.concepts().label(number);
      if (label.scheme != "place") continue;
      const Place* place = places.find(label.id);
      if (place != nullptr) add(place, how(label, *place, lang));
    }
  }
  std::vector<const Place*> all;
  all.reserve(found.size());
  for (const auto& [place, named] : found) all.push_back(place);
  std::ranges::sort(all, [&found](const Place* one, const Place* other) {
    const auto order = [&found](const Place* place) {
      return std::tuple(found.at(place), -place->population.value_or(0), std::string_view(place->id));
    };
    return order(one) < order(other);
  });
  return all;
}

std::string name_that_finds(const Generation& generation, const Place& place, const std::string& lang) {
  std::string label = label_for(place.pref_label, lang);
  const std::vector<const Place*> found = find_places(generation, label, lang, {});
  return !found.empty() && found.front() == &place ? label : place.id;
}

}  // namespace gp
