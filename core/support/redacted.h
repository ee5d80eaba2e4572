// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <utility>

namespace assay {

/// A secret in memory. It has no conversion to text and no debug operator, so it cannot slip into a log, a JSON
/// document or an error; whoever needs the bytes says `reveal()`. The last copy overwrites its bytes.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray value)
        : m_value(std::move(value))
    {
    }
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept
        : m_value(std::exchange(other.m_value, {}))
    {
    }
    Secret& operator=(const Secret& other)
    {
        if (this != &other) {
            wipe();
            m_value = other.m_value;
        }
        return *this;
    }
    Secret& operator=(Secret&& other) noexcept
    {
        std::swap(m_value, other.m_value);
        return *this;
    }
    ~Secret() { wipe(); }

    bool isEmpty() const { return m_value.isEmpty(); }
    const QByteArray& reveal() const { return m_value; }

private:
    void wipe();

    QByteArray m_value;
};

} // namespace assay
