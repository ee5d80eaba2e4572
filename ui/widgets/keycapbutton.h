// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QKeySequence>
#include <QPushButton>

namespace assay {

/// A push button that shows its shortcut as a key: icon, word, key.
class KeycapButton : public QPushButton
{
    Q_OBJECT

public:
    explicit KeycapButton(const QString& text, QWidget* parent = nullptr);

    /// Only shown; the action that owns the shortcut triggers it.
    void setKeys(const QKeySequence& keys);
    void setPrimary(bool primary);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString keyText() const;

    QKeySequence m_keys;
};

} // namespace assay
