// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"
#include "core/wire/jsonfields.h"
#include "core/wire/words.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <string_view>

namespace assay {

/// What a member of a client's request may be; several with `|`. A null is always taken, as if the member were absent.
namespace shape {

inline constexpr unsigned kText = 1;
inline constexpr unsigned kNumber = 2;
inline constexpr unsigned kWhole = 4; ///< also as `12.0`
inline constexpr unsigned kFlag = 8;
inline constexpr unsigned kObject = 16;
inline constexpr unsigned kList = 32;
inline constexpr unsigned kTexts = 64;
inline constexpr unsigned kObjects = 128;
inline constexpr unsigned kDigits = 256; ///< a number written as a text, as protocol buffers take it

} // namespace shape

/// A member by its name. A number must also be in the range.
struct FieldShape {
    std::string_view name;
    unsigned kinds = 0;
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
};

/// Shapes as shapeOf() wants them.
template <std::size_t N> consteval std::array<FieldShape, N> shapeTable(std::array<FieldShape, N> shapes)
{
    std::ranges::sort(shapes, isShorter, &FieldShape::name);
    return shapes;
}

/// What is wrong with a member, by its shape in the table; empty: nothing, or the table does not know it.
QString misfit(std::span<const FieldShape> table, std::string_view name, const JsonValue& value);

/// All members of an object. What is wrong is told with the object's own name before it: `thinking.budget_tokens: …`.
Result<void> checkFields(const JsonValue& object, std::span<const FieldShape> table, QLatin1StringView owner);

} // namespace assay
