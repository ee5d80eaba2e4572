// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/toolcallassembly.h"

#include <algorithm>
#include <ranges>

namespace assay {

namespace {
constexpr qint64 kLargestIndex = 10'000;
} // namespace

ToolCallAssembly::Call* ToolCallAssembly::find(const Part& part)
{
    if (m_calls.empty())
        return nullptr;
    if (!part.index) {
        if (!part.id.isEmpty()) {
            const auto found = std::ranges::find(m_calls, part.id, &Call::id);
            return found == m_calls.end() ? nullptr : &*found;
        }
        return part.name.isEmpty() ? &m_calls.back() : nullptr;
    }
    for (Call& call : std::views::reverse(m_calls)) {
        if (call.wireIndex != part.index)
            continue;
        const bool isAnother = !part.id.isEmpty() && !call.id.isEmpty() && part.id != call.id && !part.name.isEmpty();
        if (!isAnother)
            return &call;
        const auto sameId = std::ranges::find(m_calls, part.id, &Call::id);
        return sameId == m_calls.end() ? nullptr : &*sameId;
    }
    return nullptr;
}

ToolCallAssembly::Call& ToolCallAssembly::begin(const Part& part)
{
    const auto isTaken = [&](int index) { return std::ranges::contains(m_calls, index, &Call::index); };
    Call call;
    if (part.index && *part.index >= 0 && *part.index <= kLargestIndex && !isTaken(static_cast<int>(*part.index)))
        call.index = static_cast<int>(*part.index);
    else
        call.index = m_calls.empty() ? 0 : std::ranges::max(m_calls, {}, &Call::index).index + 1;
    call.wireIndex = part.index;
    return m_calls.emplace_back(std::move(call));
}

std::optional<ToolCallDelta> ToolCallAssembly::add(const Part& part)
{
    Call* known = find(part);
    const bool isNew = known == nullptr;
    Call& call = isNew ? begin(part) : *known;
    ToolCallDelta delta;
    delta.index = call.index;
    delta.arguments = part.arguments;
    if (call.id.isEmpty() && !part.id.isEmpty()) {
        call.id = part.id;
        delta.id = part.id;
    }
    if (!call.isNamed && !part.name.isEmpty()) {
        call.isNamed = true;
        delta.name = part.name;
    }
    const bool isEmpty = delta.id.isEmpty() && delta.name.isEmpty() && delta.arguments.isEmpty();
    return isEmpty && !isNew ? std::nullopt : std::optional(std::move(delta));
}

} // namespace assay
