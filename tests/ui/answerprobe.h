// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/markdown/answerdocument.h"

#include <QFont>

#include <memory>

namespace assay::testing {

/// An answer's document in one style.
struct Probe : AnswerDocument {
    Probe()
        : AnswerDocument(std::make_shared<CodeHighlighter>())
    {
        setStyle(MarkdownStyle::make(QFont(QStringLiteral("Sans Serif"), 10), Theme::light()));
    }
};

} // namespace assay::testing
