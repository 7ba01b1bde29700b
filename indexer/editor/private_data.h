// E-mail addresses, telephone numbers and dates of birth: a case is about what was done and not about a private person
// (Regulation (EU) 2016/679, article 5: data minimisation).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/practice/decode.h"
#include "indexer/practice/diagnostic.h"

namespace gp {

struct PrivateData {
  std::string kind{};  // "an e-mail address"
  std::string value{};
  std::size_t offset = 0;  // bytes from the start of the text
};

std::vector<PrivateData> find_private_data(std::string_view utf8);

void check_private_data(const Decoded& decoded, Diagnostics& diagnostics);

}  // namespace gp
