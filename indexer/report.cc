#include "indexer/report.h"

#include <nlohmann/json.hpp>
#include <string_view>

namespace gp {
namespace {

// The characters that end a command, or a property of one.
std::string escaped(std::string_view text, bool property) {
  std::string result;
  for (const char c : text) {
    if (c == '%') {
      result += "%25";
    } else if (c == '\r') {
      result += "%0D";
    } else if (c == '\n') {
      result += "%0A";
    } else if (property && c == ':') {
      result += "%3A";
    } else if (property && c == ',') {
      result += "%2C";
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace

void write_text(const Diagnostics& diagnostics, std::ostream& out) {
  for (const Diagnostic& one : diagnostics.all()) out << to_string(one) << '\n';
  if (diagnostics.omitted() > 0) out << "... and " << diagnostics.omitted() << " more\n";
}

void write_github(const Diagnostics& diagnostics, std::ostream& out) {
  for (const Diagnostic& one : diagnostics.all()) {
    out << (one.severity == Severity::kError ? "::error" : "::warning") << " file=" << escaped(one.where.file, true);
    if (one.where.line > 0) out << ",line=" << one.where.line;
    out << "::" << escaped(one.what + "; " + one.remedy, false) << '\n';
  }
  if (diagnostics.omitted() > 0) out << "::notice::... and " << diagnostics.omitted() << " more\n";
}

nlohmann::ordered_json to_json(const Diagnostics& diagnostics) {
  nlohmann::ordered_json problems = nlohmann::ordered_json::array();
  for (const Diagnostic& one : diagnostics.all()) {
    problems.push_back({{"severity", one.severity == Severity::kError ? "error" : "warning"},
                        {"file", one.where.file},
                        {"line", one.where.line},
                        {"what", one.what},
                        {"remedy", one.remedy}});
  }
  return {{"errors", diagnostics.errors()}, {"warnings", diagnostics.warnings()}, {"problems", std::move(problems)}};
}

std::string plural(std::size_t count, const std::string& noun) {
  return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

}  // namespace gp
