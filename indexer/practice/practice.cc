#include "indexer/practice/practice.h"

#include <array>
#include <utility>

namespace gp {
namespace {

constexpr std::array<std::pair<Translation, std::string_view>, 3> kTranslations{{
    {Translation::kOriginal, "original"},
    {Translation::kHuman, "human"},
    {Translation::kMachine, "machine"},
}};

constexpr std::array<std::pair<Status, std::string_view>, 3> kStatuses{{
    {Status::kPublished, "published"},
    {Status::kDraft, "draft"},
    {Status::kWithdrawn, "withdrawn"},
}};

template <class Words, class Value>
std::string_view word_of(const Words& words, Value value) {
  for (const auto& [known, word] : words) {
    if (known == value) return word;
  }
  return {};
}

template <class Words>
auto value_of(const Words& words, std::string_view wanted) -> std::optional<decltype(words.front().first)> {
  for (const auto& [value, word] : words) {
    if (word == wanted) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Translation translation) {
  return word_of(kTranslations, translation);
}
std::string_view to_string(Status status) {
  return word_of(kStatuses, status);
}
std::optional<Translation> translation_from(std::string_view word) {
  return value_of(kTranslations, word);
}
std::optional<Status> status_from(std::string_view word) {
  return value_of(kStatuses, word);
}

}  // namespace gp
