// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/httpmessage.h"

namespace assay {

/// Builds the head of an answer from its lines. Interim heads (1xx) are passed over, trailers after the body are
/// ignored.
class HeadParser
{
public:
    /// One line with its line end. True when the line completed the final head.
    bool takeLine(QByteArrayView line);

    bool started() const { return m_head.status >= 200; } ///< the final status line came
    bool complete() const { return m_complete; }
    const HttpHead& head() const { return m_head; }

private:
    void takeStatus(QByteArrayView line);
    void takeField(QByteArrayView line);

    HttpHead m_head;
    bool m_complete = false;
};

} // namespace assay
