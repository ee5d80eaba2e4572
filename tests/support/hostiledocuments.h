// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace assay::testing {

struct HostileDocument {
    QString name;
    QString text;
};

/// Answers that a model could give to stop, slow or fool whoever shows them.
QList<HostileDocument> hostileDocuments();

/// The answers of the shared recordings, and their raw bodies as if they were answers. Empty without the corpus.
QList<HostileDocument> recordedAnswers();

} // namespace assay::testing
