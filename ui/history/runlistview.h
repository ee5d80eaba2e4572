// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QListView>

namespace assay {

class RunListModel;

/// The list of runs: what was asked, the words around the hits, the lanes and what they cost.
class RunListView : public QListView
{
    Q_OBJECT

public:
    explicit RunListView(RunListModel* runs, QWidget* parent = nullptr);

Q_SIGNALS:
    void runChosen(const QString& runId);
    void endReached();

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace assay
