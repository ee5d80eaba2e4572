// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/chunkmould.h"

#include <QByteArrayView>

namespace assay {

namespace {

constexpr std::size_t kLongest = 4096; // chunks with more around their text are rare, and not worth the memory

bool isVerbatim(std::string_view text)
{
    unsigned all = 0;
    for (const char c : text) {
        if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20)
            return false;
        all |= static_cast<unsigned char>(c);
    }
    return all < 0x80 || QByteArrayView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

} // namespace

void ChunkMould::remember(std::string_view chunk, std::string_view text)
{
    m_behind.clear();
    const auto at = static_cast<std::size_t>(text.data() - chunk.data());
    if (chunk.size() - text.size() > kLongest)
        return;
    m_before.assign(chunk.substr(0, at));
    m_behind.assign(chunk.substr(at + text.size()));
}

std::optional<std::string_view> ChunkMould::textOf(std::string_view chunk) const
{
    const std::size_t around = m_before.size() + m_behind.size();
    if (m_behind.empty() || chunk.size() <= around || !chunk.starts_with(m_before) || !chunk.ends_with(m_behind))
        return std::nullopt;
    const auto text = chunk.substr(m_before.size(), chunk.size() - around);
    return isVerbatim(text) ? std::optional(text) : std::nullopt;
}

} // namespace assay
