#include "indexer/editor/editor.h"

#include <utility>

#include "indexer/editor/form.h"
#include "indexer/editor/near_duplicates.h"
#include "indexer/editor/numbers.h"
#include "indexer/editor/private_data.h"
#include "indexer/editor/text_language.h"

namespace gp {

struct Editor::Impl {
  const Vocabulary& vocabulary;
  std::string today;
  Analysers analysers{};
  NearDuplicates near_duplicates{};
};

Editor::Editor(const Vocabulary& vocabulary, std::string today)
    : impl_(std::make_unique<Impl>(Impl{.vocabulary = vocabulary, .today = std::move(today)})) {}
Editor::~Editor() = default;

void Editor::read(const Decoded& decoded, Diagnostics& diagnostics) {
  if (decoded.practice.status == Status::kWithdrawn) return;
  check_form(decoded, impl_->vocabulary, impl_->today, diagnostics);
  check_text_languages(decoded, diagnostics);
  check_private_data(decoded, diagnostics);
  check_numbers(decoded, impl_->analysers, diagnostics);
  impl_->near_duplicates.add(decoded, impl_->analysers);
}

void Editor::compare(Diagnostics& diagnostics) const {
  impl_->near_duplicates.report(diagnostics);
}

}  // namespace gp
