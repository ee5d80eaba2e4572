// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// Most chunks of a stream differ from the one before in nothing but their piece of text. Remembers of one chunk what
/// stands before and behind its text; a chunk that has the same there, and between it what a JSON string can hold as
/// it stands, is the same JSON but for that text.
class ChunkMould
{
public:
    /// `text` is a part of `chunk`: the bytes of one JSON string, without its quotes.
    void remember(std::string_view chunk, std::string_view text);

    /// The text of a chunk that is otherwise the remembered one: valid UTF-8 without escapes, not empty.
    std::optional<std::string_view> textOf(std::string_view chunk) const;

private:
    std::string m_before;
    std::string m_behind; ///< from the quote on; empty: nothing is remembered
};

} // namespace assay
