// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/support/result.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace assay {

class PlainLabel;

/// Asks for an endpoint by its address. What is wrong stands as a sentence in the form, which stays open.
class AddressDialog : public QDialog
{
    Q_OBJECT

public:
    using Add = std::function<Result<void>(const Endpoint&)>;
    /// `address` is filled in, with a name made from it.
    explicit AddressDialog(Add add, const QString& address = {}, QWidget* parent = nullptr);

Q_SIGNALS:
    void added(const assay::Endpoint& endpoint);

private:
    void makeLayout();
    void submit();
    /// The endpoint the form describes, or what is missing as a sentence.
    std::expected<Endpoint, QString> endpoint() const;

    Add m_add;
    QLineEdit* m_name;
    QLineEdit* m_address;
    QComboBox* m_format;
    QCheckBox* m_noKey;
    PlainLabel* m_problem;
};

} // namespace assay
