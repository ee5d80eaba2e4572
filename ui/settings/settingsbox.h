// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QVBoxLayout>
#include <QWidget>

namespace assay {

/// A framed group of settings on the pane's colour; its content goes into `content()`.
class SettingsBox : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsBox(QWidget* parent = nullptr);

    QVBoxLayout* content() const { return m_content; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_content;
};

} // namespace assay
