// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSplitter>

namespace assay {

/// A splitter between boxes that have outlines of their own: its handle is the gap itself and draws no line.
class GapSplitter : public QSplitter
{
    Q_OBJECT

public:
    GapSplitter(Qt::Orientation orientation, int gap, QWidget* parent = nullptr);

protected:
    QSplitterHandle* createHandle() override;
};

} // namespace assay
