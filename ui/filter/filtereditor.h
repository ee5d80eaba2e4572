// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/text/filtertext.h"

#include <QObject>

#include <functional>

class QMenu;
class QWidget;

namespace assay {

class SharedFilter;

/// Lets a person set each part of a filter: from a menu, a list that narrows while one types, or a small dialog.
class FilterEditor : public QObject
{
    Q_OBJECT

public:
    /// `filter` is not owned and outlives it; dialogs stand over `bar`.
    FilterEditor(SharedFilter* filter, QWidget* bar);

    /// Fills a menu with all parts but the hidden ones; `anchor` is where lists open.
    void fill(QMenu* menu, const QList<FilterPart>& hidden, QWidget* anchor);
    /// Changes one part. What has no value to choose is set.
    void edit(FilterPart part, QWidget* anchor);

private:
    void set(const std::function<void(FilterChoice& choice)>& change);
    void fillDates(QMenu* menu);
    void fillStates(QMenu* menu);
    void fillVotes(QMenu* menu);
    void fillSimulated(QMenu* menu);
    void fillValues(FilterPart part, QMenu* menu);
    void pick(FilterPart part, QWidget* anchor);
    void askText(FilterPart part);
    void askAmount(FilterPart part);
    void askDates();
    void take(FilterPart part, const QString& value);

    SharedFilter* m_filter;
    QWidget* m_bar;
};

} // namespace assay
