// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace assay {

/// Does this character change what is seen without being seen (bidi controls, zero-width, other format characters)?
bool isInvisibleControl(char16_t character);

/// Replaces such characters by their code in brackets, `⟨U+202E⟩`, so that text cannot show other than it is.
QString visibleCharacters(const QString& text);

/// Breaks runs of text without a possible line break: layout of one long line is quadratic. Counts on over several
/// pieces of one paragraph.
class RunBreaker
{
public:
    explicit RunBreaker(int limit = 2000)
        : m_limit(limit)
    {
    }
    QString feed(const QString& text);
    void reset() { m_run = 0; }

private:
    int m_limit;
    int m_run = 0;
};

QString hardWrapped(const QString& text);

} // namespace assay
