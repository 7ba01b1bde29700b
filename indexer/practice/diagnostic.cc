#include "indexer/practice/diagnostic.h"

#include <utility>

namespace gp {

std::string to_string(const Diagnostic& diagnostic) {
  std::string line = diagnostic.where.file;
  if (diagnostic.where.line > 0) line.append(":").append(std::to_string(diagnostic.where.line));
  line += ": ";
  if (diagnostic.severity == Severity::kWarning) line += "warning: ";
  line += diagnostic.what;
  if (!diagnostic.remedy.empty()) line += "; " + diagnostic.remedy;
  // A file name may hold anything, a line feed or a terminal's escape included: one diagnostic stays one harmless line.
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  return line;
}

void Diagnostics::error(Location where, std::string what, std::string remedy) {
  if (errors_++ < kMostKept) {
    all_.push_back({Severity::kError, std::move(where), std::move(what), std::move(remedy)});
  }
}

void Diagnostics::warning(Location where, std::string what, std::string remedy) {
  if (warnings_++ < kMostKept) {
    all_.push_back({Severity::kWarning, std::move(where), std::move(what), std::move(remedy)});
  }
}

void Diagnostics::append(const Diagnostics& other) {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  for (const Diagnostic& one : other.all_) {
    const bool is_error = one.severity == Severity::kError;
    ++(is_error ? errors : warnings);
    if ((is_error ? errors_ + errors : warnings_ + warnings) <= kMostKept) all_.push_back(one);
  }
  errors_ += other.errors_;
  warnings_ += other.warnings_;
}

}  // namespace gp
