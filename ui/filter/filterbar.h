// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/text/filtertext.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace assay {

class FilterChip;
class FilterEditor;
class FlowLayout;
class PlainLabel;
class SharedFilter;

/// The filter as a row of chips, each of which can be changed and removed, with the smart folders at its beginning. The
/// same on every page that has one.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    /// `filter` is not owned and outlives the bar. What a page says elsewhere is in `hidden`.
    FilterBar(SharedFilter* filter, const QList<FilterPart>& hidden, QWidget* parent = nullptr);

    /// What stands in the place of a date that is set but does not hold on this page; empty: nothing.
    void setDateNote(const QString& note);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QToolButton* makeButton(const QString& objectName, const QString& text, const QString& icon);
    void makeChips();
    void showFolders();
    void fillFolders();
    void askName();
    void remove(FilterPart part);

    SharedFilter* m_filter;
    QList<FilterPart> m_hidden;
    FilterEditor* m_editor;
    FlowLayout* m_row;
    QToolButton* m_folders;
    QMenu* m_folderMenu;
    QList<FilterChip*> m_chips;
    PlainLabel* m_state; ///< that something is left out
    PlainLabel* m_dateNote;
    QToolButton* m_add;
    QMenu* m_addMenu;
    QToolButton* m_save;
    QToolButton* m_clear;
};

} // namespace assay
