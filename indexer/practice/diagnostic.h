// What is wrong with the data, said so that the person who wrote them can mend them:
//
//     corpus/practices/graz/practice.yaml:3: unknown theme 'emploiment'; write 'employment', or add it to
//     vocabulary/themes.yaml
//
// Bad data never throw: everything that is wrong in all files is collected in one run. An error keeps the index from
// being published, a warning does not.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace gp {

enum class Severity { kError, kWarning };

// Where something stands. Lines count from 1; 0 means the file as a whole.
struct Location {
  std::string file{};
  std::size_t line = 0;

  bool operator==(const Location&) const = default;
};

struct Diagnostic {
  Severity severity = Severity::kError;
  Location where{};
  std::string what{};    // what is wrong, with the offending value in single quotes
  std::string remedy{};  // what to write instead

  bool operator==(const Diagnostic&) const = default;
};

// "file:line: what; remedy", with "warning: " before `what` of a warning; without ":line" where line is 0.
std::string to_string(const Diagnostic& diagnostic);

// Collects in the order of reporting. Not thread-safe. A file that is wrong in every line must not fill memory and
// screen: of each severity, so that no error hides behind warnings, the first kMostKept are kept and the rest counted.
class Diagnostics {
 public:
  static constexpr std::size_t kMostKept = 1'000;

  void error(Location where, std::string what, std::string remedy);
  void warning(Location where, std::string what, std::string remedy);

  // All that `other` has, behind it.
  void append(const Diagnostics& other);

  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  std::size_t warnings() const { return warnings_; }
  const std::vector<Diagnostic>& all() const { return all_; }                // those that were kept
  std::size_t omitted() const { return errors_ + warnings_ - all_.size(); }  // those that were only counted

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

}  // namespace gp
