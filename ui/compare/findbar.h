// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLineEdit;

namespace assay {

class PlainLabel;

/// The row in which one looks for words in all lanes at once.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget* parent = nullptr);

    void open(const QString& words);
    QString words() const;
    /// `current` from 0; -1: none yet.
    void setFound(int current, int count, bool more);

Q_SIGNALS:
    void wordsChanged(const QString& words);
    void stepped(int step);
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLineEdit* m_field;
    PlainLabel* m_found;
};

} // namespace assay
